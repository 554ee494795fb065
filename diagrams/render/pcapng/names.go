package pcapng

import "encoding/binary"

// The numbers of a Name Resolution Block, which the library reads but does not
// write.
//
// draft-ietf-opsawg-pcapng, section 4.5.
const (
	nameBlock  = 4
	recordIPv4 = 1
)

// name tells the reader of the capture what an address is called.
func (w *writer) name(ip [4]byte, name string) error {
	value := append(append(ip[:], name...), 0)
	record := binary.LittleEndian.AppendUint16(nil, recordIPv4)
	record = binary.LittleEndian.AppendUint16(record, uint16(len(value)))
	record = append(record, value...)
	for len(record)%4 > 0 {
		record = append(record, 0)
	}
	record = append(record, 0, 0, 0, 0) // the end of the records

	length := uint32(12 + len(record))
	block := binary.LittleEndian.AppendUint32(nil, nameBlock)
	block = binary.LittleEndian.AppendUint32(block, length)
	block = binary.LittleEndian.AppendUint32(append(block, record...), length)
	if err := w.Flush(); err != nil { // what comes before it is in the library's buffer
		return err
	}
	_, err := w.to.Write(block)
	return err
}
