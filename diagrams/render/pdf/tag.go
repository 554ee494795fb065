package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"

	"woshou/diagrams/scene"
)

// The library writes no structure, without which a screen reader finds no
// description. So the finished document is given an incremental update: new
// versions of the catalog and of the pages, and a tree of structure elements,
// stand after its end, with a table of their own that refers to the first one.
//
//	catalog ── tree ── document ─┬─ figure (alt: title and description) ── page 1
//	                             └─ figure ──────────────────────────────── page 2
//
// PDF 32000-1:2008 §7.5.6, §14.7 and §14.9.3.

// marked is the number by which a page's content is known to its figure. A page
// has but one such content.
const marked = 0

// tag returns the document with its structure, and its faces under their names.
func tag(document []byte, pages []*scene.Scene) ([]byte, error) {
	u, err := openUpdate(document)
	if err != nil {
		return nil, err
	}
	u.rename()
	leaves := references.FindAllSubmatch(kids.Find(u.object(1)), -1)
	if len(leaves) != len(pages) {
		return nil, fmt.Errorf("%d pages are to be tagged, found %d", len(pages), len(leaves))
	}
	tree := u.size
	root, first := tree+1, tree+2
	var figures, parents bytes.Buffer
	for i, s := range pages {
		page, _ := strconv.Atoi(string(leaves[i][1]))
		u.extend(page, fmt.Sprintf("/StructParents %d /Tabs /S", i))
		u.add(first+i, fmt.Sprintf("<</Type /StructElem /S /Figure /P %d 0 R /Pg %d 0 R /K %d /Lang (%s) /Alt <%X> /A <</O /Layout /Placement /Block /BBox [0 0 %.2f %.2f]>>>>",
			root, page, marked, literal.Replace(s.Lang), utf16Text(s.Title+"\n"+s.Desc), s.Width, s.Height))
		fmt.Fprintf(&figures, "%d 0 R ", first+i)
		fmt.Fprintf(&parents, "%d [%d 0 R] ", i, first+i)
	}
	u.add(tree, fmt.Sprintf("<</Type /StructTreeRoot /K %d 0 R /ParentTree <</Nums [%s]>> /ParentTreeNextKey %d>>", root, &parents, len(pages)))
	u.add(root, fmt.Sprintf("<</Type /StructElem /S /Document /P %d 0 R /K [%s]>>", tree, &figures))
	u.extend(u.catalog, fmt.Sprintf("/Version /1.7 /MarkInfo <</Marked true>> /StructTreeRoot %d 0 R /ViewerPreferences <</DisplayDocTitle true>>", tree))
	return u.close(), nil
}

// update is a document that gets further objects.
type update struct {
	out                 bytes.Buffer
	start               int         // where the table of the document begins
	size, catalog, info int         // its number of objects, and two of them
	places              map[int]int // where the further objects stand, by number
}

var (
	trailer    = regexp.MustCompile(`trailer\n<<\n/Size (\d+)\n/Root (\d+) 0 R\n/Info (\d+) 0 R\n>>\nstartxref\n(\d+)\n%%EOF\n$`)
	kids       = regexp.MustCompile(`/Kids \[[^\]]*\]`)
	references = regexp.MustCompile(`(\d+) 0 R`)
)

// openUpdate reads the end of a document as the library writes it.
func openUpdate(document []byte) (*update, error) {
	found := trailer.FindSubmatch(document)
	if found == nil {
		return nil, fmt.Errorf("no trailer at the end of %d bytes", len(document))
	}
	var numbers [4]int
	for i := range numbers {
		numbers[i], _ = strconv.Atoi(string(found[i+1]))
	}
	u := &update{size: numbers[0], catalog: numbers[1], info: numbers[2], start: numbers[3], places: map[int]int{}}
	u.out.Write(document)
	return u, nil
}

// object returns an object of the document, from after its number to its end.
// The table has a line of twenty bytes for each, after two lines of its own.
func (u *update) object(number int) []byte {
	document := u.out.Bytes()
	table := document[u.start+len(fmt.Sprintf("xref\n0 %d\n", u.size)):]
	place, _ := strconv.Atoi(string(table[20*number : 20*number+10]))
	body, _, _ := bytes.Cut(document[place+len(fmt.Sprintf("%d 0 obj\n", number)):], []byte("\nendobj"))
	return body
}

// extend writes an object anew, a dictionary, with further entries.
func (u *update) extend(number int, entries string) {
	u.add(number, "<<"+entries+string(bytes.TrimPrefix(u.object(number), []byte("<<"))))
}

// add writes an object.
func (u *update) add(number int, body string) {
	u.places[number] = u.out.Len()
	fmt.Fprintf(&u.out, "%d 0 obj\n%s\nendobj\n", number, body)
}

// close writes the table of what was added, and returns the whole.
func (u *update) close() []byte {
	start := u.out.Len()
	u.out.WriteString("xref\n")
	size := u.size
	for _, number := range slices.Sorted(maps.Keys(u.places)) {
		fmt.Fprintf(&u.out, "%d 1\n%010d 00000 n \n", number, u.places[number])
		size = max(size, number+1)
	}
	fmt.Fprintf(&u.out, "trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /Prev %d>>\nstartxref\n%d\n%%%%EOF\n",
		size, u.catalog, u.info, u.start, start)
	return u.out.Bytes()
}

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
