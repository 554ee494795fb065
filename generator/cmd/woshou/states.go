package main

import (
	"encoding/json"
	"fmt"
	"io"
	"text/tabwriter"

	"woshou/diagrams"

	"github.com/spf13/cobra"
)

func newStates() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:       "states tcp",
		Args:      one("tcp"),
		ValidArgs: diagrams.Machines,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := among("MACHINE", args[0], diagrams.Machines...); err != nil {
				return err
			}
			print := printTable
			if asJSON {
				print = printTableJSON
			}
			if err := print(cmd.OutOrStdout()); err != nil {
				return &failure{statusEnvironment, err}
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "")
	return cmd
}

// printTable prints a line for each row, in columns.
func printTable(w io.Writer) error {
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(out, "FROM\tEVENT\tTO\tEMITS\tRULE")
	for _, t := range diagrams.Transitions() {
		emits := t.Emits
		if emits == "" {
			emits = "-"
		}
		fmt.Fprintf(out, "%s\t%s\t%s\t%s\t%s\n", t.From, t.Event, t.To, emits, t.Rule)
	}
	return out.Flush()
}

// tableRow is one row of a table in JSON. Emits is "" where nothing is sent.
type tableRow struct {
	From  string `json:"from"`
	Event string `json:"event"`
	To    string `json:"to"`
	Emits string `json:"emits"`
	Rule  string `json:"rule"`
}

// printTableJSON prints an array with an object for each row.
func printTableJSON(w io.Writer) error {
	rows := []tableRow{}
	for _, t := range diagrams.Transitions() {
		rows = append(rows, tableRow(t))
	}
	out := json.NewEncoder(w)
	out.SetIndent("", "  ")
	out.SetEscapeHTML(false)
	return out.Encode(rows)
}
