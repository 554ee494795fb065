package pdf

import (
	"bytes"
	"crypto/sha256"
)

// weights are the faces by the names that the library makes up for them, and
// by their own. The longer one comes first, as the other begins it.
var weights = []struct{ library, own string }{
	{"/utf8notosansscB", "NotoSansSC-Bold"},
	{"/utf8notosanssc", "NotoSansSC-Regular"},
}

// rename gives the faces their own names, by which programs that edit the
// document find the whole ones, after six letters that tell one subset from
// another.
//
// PDF 32000-1:2008 §9.6.4.
func (u *update) rename() {
	letters := sha256.Sum256(u.out.Bytes())
	for i := range letters {
		letters[i] = 'A' + letters[i]%26
	}
	for number := 1; number < u.size; number++ { // the first line of the table is of none
		body := u.object(number)
		named := body
		for _, w := range weights {
			named = bytes.ReplaceAll(named, []byte(w.library), []byte("/"+string(letters[:6])+"+"+w.own))
		}
		if !bytes.Equal(named, body) {
			u.add(number, string(named))
		}
	}
}
