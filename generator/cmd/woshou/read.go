package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"text/tabwriter"

	"woshou/diagrams/capture"
	"woshou/diagrams/capture/packets"
	"woshou/diagrams/capture/streams"

	"github.com/spf13/cobra"
)

// keepers are what `read --keep` can keep of a capture.
var keepers = []string{"addresses", "payload"}

func newRead() *cobra.Command {
	var asJSON bool
	var keep []string
	cmd := &cobra.Command{
		Use:               "read FILE.pcap[ng]",
		Args:              one("FILE.pcap[ng]"),
		ValidArgsFunction: files("pcap", "pcapng"),
		RunE: func(cmd *cobra.Command, args []string) error {
			for _, k := range keep {
				if err := among("--keep", k, keepers...); err != nil {
					return err
				}
			}
			file, err := captureFile(args[0])
			if err != nil {
				return err
			}
			defer file.Close()
			names := &streams.Names{Keep: slices.Contains(keep, "addresses")}
			out := bufio.NewWriter(cmd.OutOrStdout())
			list := listConnections
			if asJSON {
				list = listConnectionsJSON
			}
			return errors.Join(list(out, file, names), out.Flush())
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "")
	cmd.Flags().StringSliceVar(&keep, "keep", nil, "")
	offer(cmd, "keep", keepers...)
	return cmd
}

// captureFile opens a file that should hold a capture.
func captureFile(name string) (*os.File, error) {
	info, err := os.Stat(name)
	switch {
	case err == nil && info.IsDir():
		err = errors.New(local().Line("%s is a folder, not a capture", name))
	case errors.Is(err, fs.ErrNotExist):
		err = errors.New(local().Line("no file %s here", name))
	}
	var file *os.File
	if err == nil {
		file, err = os.Open(name)
	}
	if err != nil {
		return nil, &failure{statusUsage, err}
	}
	return file, nil
}

// listConnections prints a line for each connection, in columns.
func listConnections(w io.Writer, file *os.File, names *streams.Names) error {
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(out, "STREAM\tCLIENT\tSERVER\tSTART\tSEGMENTS\tOCTETS\tEND\tTROUBLES")
	err := capture.List(file, names, func(c capture.Connection) error {
		var troubles []string
		for _, k := range c.Troubles {
			troubles = append(troubles, string(k))
		}
		_, err := fmt.Fprintf(out, "%d\t%s\t%s\t%.6f s\t%d\t%d\t%s\t%s\n", c.Stream, c.A, c.B, float64(c.StartUS)/1e6,
			c.Segments, c.Octets, c.End, strings.Join(troubles, ", "))
		return err
	})
	return errors.Join(unreadable(file, err), out.Flush())
}

// listConnectionsJSON prints an object on a line for each connection.
func listConnectionsJSON(w io.Writer, file *os.File, names *streams.Names) error {
	out := json.NewEncoder(w)
	return unreadable(file, capture.List(file, names, func(c capture.Connection) error { return out.Encode(c) }))
}

// unreadable is the failure of a capture that cannot be read to its end.
func unreadable(file *os.File, err error) error {
	var bad *packets.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &bad):
		return &failure{statusContent, errors.New(local().Line("%s: packet %d: %s", file.Name(), bad.Packet, local().Message(bad.Reason)))}
	}
	return &failure{statusEnvironment, err}
}
