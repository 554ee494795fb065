package output

import (
	"os"
	"path/filepath"
	"testing"
)

// What was spoilt is not read, whichever octet of it.
func TestSpoiltBlobIsNotRead(t *testing.T) {
	file, err := os.Create(filepath.Join(t.TempDir(), "manifest"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	a := newArchive(file, nil, 0, 0)
	b, err := a.store([]byte("handshake"))
	if err != nil {
		t.Fatal(err)
	}
	if content, err := a.load(b); err != nil || string(content) != "handshake" {
		t.Fatalf("%q, %v", content, err)
	}
	whole, err := readSummed(file, b)
	if err != nil {
		t.Fatal(err)
	}
	for i := range whole {
		spoilt := append([]byte{}, whole...)
		spoilt[i] ^= 4
		if _, err := file.WriteAt(spoilt, b.Offset); err != nil {
			t.Fatal(err)
		}
		if content, err := a.load(b); err == nil {
			t.Errorf("octet %d is spoilt, and read: %q", i, content)
		}
	}
}
