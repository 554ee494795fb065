package capture

import (
	"io"

	"woshou/diagrams/capture/packets"
	"woshou/diagrams/capture/streams"
)

// Connection is one line of the list of a capture's connections. Its JSON is
// published: keys are added, none is dropped.
type Connection struct {
	Stream   int            `json:"stream"` // from 0, as Wireshark counts
	A        string         `json:"a"`      // the client
	B        string         `json:"b"`
	StartUS  int64          `json:"start_us"` // from the first packet of the file
	Segments int            `json:"segments"`
	Octets   int64          `json:"octets"` // of data, both ways, each counted once
	End      string         `json:"end"`    // one of streams.Open …
	Troubles []streams.Kind `json:"troubles"`
}

// List reads a capture and gives its connections to yield, in the order of their
// first packets. Of a capture that cannot be read to its end it gives those of
// what could, and then a *packets.Error. An error of yield ends it.
func List(r io.Reader, names *Names, yield func(Connection) error) error {
	var f streams.Follower
	failed := each(r, false, func(p packets.Packet) error {
		f.Add(p)
		return nil
	})
	for _, s := range f.Streams() {
		client := s.Client()
		c := Connection{
			Stream: s.Number, A: names.Of(s.Hosts[client]), B: names.Of(s.Hosts[1-client]), StartUS: s.StartUS,
			Segments: s.Segments, Octets: s.Octets(), End: s.End(), Troubles: s.Kinds.List(),
		}
		if err := yield(c); err != nil {
			return err
		}
	}
	return failed
}

// each gives all segments of a capture to a function, with their data or without, up
// to its first error.
func each(r io.Reader, payload bool, do func(packets.Packet) error) error {
	in, err := packets.NewReader(r)
	if err != nil {
		return err
	}
	if payload {
		in.KeepPayload()
	}
	for {
		p, err := in.Next()
		if err == io.EOF {
			return nil
		}
		if err == nil {
			err = do(p)
		}
		if err != nil {
			return err
		}
	}
}
