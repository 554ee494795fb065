package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"text/tabwriter"

	"woshou/diagrams/capture"
	"woshou/diagrams/capture/packets"
	"woshou/diagrams/words"

	"github.com/spf13/cobra"
)

// keepers are what `read --keep` can keep of a capture.
var keepers = []string{"addresses", "payload"}

func newRead() *cobra.Command {
	var of streamFlags
	cmd := &cobra.Command{
		Use:               "read FILE.pcap[ng]",
		Args:              one("FILE.pcap[ng]"),
		ValidArgsFunction: files("pcap", "pcapng"),
		RunE: func(cmd *cobra.Command, args []string) error {
			of.one = cmd.Flags().Changed("stream")
			out := bufio.NewWriter(cmd.OutOrStdout())
			return errors.Join(of.run(out, args[0]), out.Flush())
		},
	}
	cmd.Flags().IntVar(&of.stream, "stream", 0, "")
	cmd.Flags().StringVar(&of.from, "from", "", "")
	cmd.Flags().StringVar(&of.to, "to", "", "")
	cmd.Flags().BoolVar(&of.asScenario, "scenario", false, "")
	cmd.Flags().BoolVar(&of.asJSON, "json", false, "")
	cmd.Flags().StringVar(&of.lang, "lang", local().Code, "")
	cmd.Flags().StringSliceVar(&of.keep, "keep", nil, "")
	cmd.MarkFlagsMutuallyExclusive("scenario", "json")
	cmd.MarkFlagsMutuallyExclusive("scenario", "from")
	cmd.MarkFlagsMutuallyExclusive("scenario", "to")
	offer(cmd, "keep", keepers...)
	offer(cmd, "lang", words.Built().Codes()...)
	return cmd
}

// mostMemory is what reading a capture takes at most, as long as it can: a gigabyte of
// a hundred thousand connections is listed in 128 MiB, the program included.
const mostMemory = 96 << 20

// run does what the flags ask for.
func (f streamFlags) run(out io.Writer, name string) error {
	for _, k := range f.keep {
		if err := among("--keep", k, keepers...); err != nil {
			return err
		}
	}
	if err := amongLanguages("--lang", f.lang); err != nil {
		return err
	}
	file, err := captureFile(name)
	if err != nil {
		return err
	}
	defer file.Close()
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(mostMemory)
	}
	names := &capture.Names{Keep: slices.Contains(f.keep, "addresses")}
	switch {
	case f.asScenario:
		return f.scenario(out, name)
	case f.one:
		return f.read(out, name, names)
	case f.asJSON:
		return listConnectionsJSON(out, file, names)
	}
	return listConnections(out, file, names)
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
func listConnections(w io.Writer, file *os.File, names *capture.Names) error {
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
	return errors.Join(unreadable(file.Name(), err), out.Flush())
}

// listConnectionsJSON prints an object on a line for each connection.
func listConnectionsJSON(w io.Writer, file *os.File, names *capture.Names) error {
	out := json.NewEncoder(w)
	return unreadable(file.Name(), capture.List(file, names, func(c capture.Connection) error { return out.Encode(c) }))
}

// unreadable is the failure of a capture that cannot be read to its end, or not
// be followed.
func unreadable(name string, err error) error {
	var bad *packets.Error
	var missing *capture.NoStreamError
	var long *capture.LongError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &bad):
		return &failure{statusContent, errors.New(local().Line("%s: packet %d: %s", name, bad.Packet, local().Message(bad.Reason)))}
	case errors.As(err, &missing):
		return &failure{statusUsage, errors.New(local().Line("%s has no stream %d: it has %d, counted from 0", name, missing.Stream, missing.Streams))}
	case errors.As(err, &long):
		return &failure{statusUsage, errors.New(local().Line("the stream has %d segments; up to %d can be followed", long.Segments, long.Most))}
	}
	return &failure{statusEnvironment, err}
}
