package output

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Blob is where the file of a manifest holds what was found in a page, which the
// next build asks for of few. A checksum follows it. The zero Blob is none.
type Blob struct{ Offset, Size int64 }

// String is the blob as a line of a manifest has it, "" for none.
func (b Blob) String() string {
	if b.Size == 0 {
		return ""
	}
	return strconv.FormatInt(b.Offset, 10) + "+" + strconv.FormatInt(b.Size, 10)
}

// parseBlob reads String, of a blob that ends before an offset.
func parseBlob(text string, limit int64) (b Blob, err error) {
	if text == "" {
		return b, nil
	}
	offset, size, _ := strings.Cut(text, "+")
	b.Offset, err = strconv.ParseInt(offset, 10, 64)
	if err == nil {
		b.Size, err = strconv.ParseInt(size, 10, 64)
	}
	if err == nil && (b.Offset < headSize || b.Size <= 0 || b.Size > limit || b.Offset > limit-b.Size) {
		err = fmt.Errorf("no blob: %s", text)
	}
	return b, err
}

// The file of a manifest begins with a line that tells where its text begins and
// ends, and the checksum of that, in hexadecimal digits. The blobs lie before the
// text. The file of the next build begins with all blobs of this one, and adds its
// own, as long as no more than half of them is out of use.
const headFormat = "woshou-manifest %d %016x %016x %08x\n"

var headSize = int64(len(fmt.Sprintf(headFormat, version, 0, 0, 0)))

// readHead reads the line that headFormat writes, of any version.
func readHead(file *os.File) (version int, begins, ends int64, sum uint32, err error) {
	head := make([]byte, headSize)
	if _, err = file.ReadAt(head, 0); err == nil {
		_, err = fmt.Sscanf(string(head), headFormat, &version, &begins, &ends, &sum)
	}
	return version, begins, ends, sum, err
}

// archive is the file of a manifest under way. It is safe for concurrent use,
// but for finish.
type archive struct {
	Scratch              // the blobs so far
	before  *os.File     // the file of the manifest before, nil for none
	copied  func() error // waits until the blobs before are there
	whole   bool         // they are to be, at the same offsets
}

// newArchive begins a file. The blobs of the manifest before end at an offset,
// and so many octets of them are in use.
func newArchive(file, before *os.File, end, used int64) *archive {
	a := &archive{Scratch: Scratch{file: file, end: headSize}, before: before, copied: func() error { return nil }}
	if before == nil || end <= headSize || 2*used < end-headSize {
		return a
	}
	a.whole, a.end = true, end
	done := make(chan error, 1)
	go func() {
		_, err := before.Seek(0, io.SeekStart)
		if err == nil {
			_, err = io.CopyN(file, before, end)
		}
		done <- err
	}()
	a.copied = sync.OnceValue(func() error { return <-done })
	return a
}

// store adds a blob.
func (a *archive) store(content []byte) (Blob, error) {
	return a.add(binary.BigEndian.AppendUint32(slices.Clip(content), checksum(content)))
}

// add adds a blob with its checksum.
func (a *archive) add(summed []byte) (Blob, error) {
	offset, err := a.Add(summed)
	return Blob{offset, int64(len(summed))}, err
}

// carry takes over a blob of the manifest before, spoilt or not: whoever reads it
// will see.
func (a *archive) carry(b Blob) (Blob, error) {
	if a.whole || b.Size == 0 {
		return b, nil
	}
	summed, err := readSummed(a.before, b)
	if err != nil {
		return Blob{}, err
	}
	return a.add(summed)
}

// load returns a blob that was stored or carried.
func (a *archive) load(b Blob) ([]byte, error) {
	if err := a.copied(); err != nil {
		return nil, err
	}
	return readBlob(a.file, b)
}

// finish adds the text of the manifest, and closes the file.
func (a *archive) finish(m *Manifest) error {
	text := summed{to: io.NewOffsetWriter(a.file, a.end)}
	err := cmp.Or(a.copied(), m.encode(&text))
	if err == nil {
		_, err = a.file.WriteAt(fmt.Appendf(nil, headFormat, version, a.end, a.end+text.size, text.sum), 0)
	}
	return errors.Join(err, a.file.Close())
}

// summed counts and sums up what is written.
type summed struct {
	to   io.Writer
	size int64
	sum  uint32
}

// Write implements io.Writer.
func (s *summed) Write(p []byte) (int, error) {
	n, err := s.to.Write(p)
	s.size += int64(n)
	s.sum = crc32.Update(s.sum, castagnoli, p[:n])
	return n, err
}

// readBlob returns what was stored, or an error if that was spoilt since.
func readBlob(file *os.File, b Blob) ([]byte, error) {
	summed, err := readSummed(file, b)
	if err != nil {
		return nil, err
	}
	end := len(summed) - crc32.Size
	if end < 0 || binary.BigEndian.Uint32(summed[end:]) != checksum(summed[:end]) {
		return nil, errors.New("the blob is spoilt")
	}
	return summed[:end], nil
}

func readSummed(file *os.File, b Blob) ([]byte, error) {
	if file == nil || b.Size == 0 {
		return nil, errors.New("there is no such blob")
	}
	summed := make([]byte, b.Size)
	_, err := file.ReadAt(summed, b.Offset)
	return summed, err
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func checksum(content []byte) uint32 { return crc32.Checksum(content, castagnoli) }
