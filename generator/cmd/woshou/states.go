package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"text/tabwriter"

	"woshou/diagrams"
	"woshou/diagrams/protocol"
	"woshou/generator/diagnostic"

	"github.com/spf13/cobra"
)

func newStates() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:       "states tcp|FILE.protocol",
		Args:      one("tcp|FILE.protocol"),
		ValidArgs: diagrams.Machines,
		RunE: func(cmd *cobra.Command, args []string) error {
			rows, err := tableOf(args[0])
			if err != nil {
				return err
			}
			print := printTable
			if asJSON {
				print = printTableJSON
			}
			if err := print(cmd.OutOrStdout(), rows); err != nil {
				return &failure{statusEnvironment, err}
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "")
	return cmd
}

// tableOf are the rows of TCP's table, or of a protocol's.
func tableOf(machine string) (rows []tableRow, err error) {
	if !isProtocol(machine) {
		for _, t := range diagrams.Transitions() {
			rows = append(rows, tableRow{From: t.From, Event: t.Event, To: t.To, Emits: t.Emits, Rule: t.Rule})
		}
		return rows, among("MACHINE", machine, append(slices.Clone(diagrams.Machines), "FILE.protocol")...)
	}
	src, err := scenarioFile(machine)
	if err != nil {
		return nil, err
	}
	p, errs := protocol.Load(machine, string(src))
	if len(errs) > 0 {
		return nil, report(diagnostic.OfFile(machine, errs), os.ReadFile)
	}
	for _, r := range p.Table() {
		rows = append(rows, tableRow(r))
	}
	return rows, nil
}

// tableRow is one row of a table in JSON. Emits is "" where nothing is sent.
// Role, if and per are a protocol's.
type tableRow struct {
	Role  string `json:"role,omitempty"`
	From  string `json:"from"`
	Event string `json:"event"`
	If    string `json:"if,omitempty"`
	To    string `json:"to"`
	Emits string `json:"emits"`
	Rule  string `json:"rule"`
	Per   string `json:"per,omitempty"`
}

// printTable prints a line for each row, in columns.
func printTable(w io.Writer, rows []tableRow) error {
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(out, "FROM\tEVENT\tTO\tEMITS\tRULE")
	for _, t := range rows {
		if t.Role != "" {
			t.From = t.Role + " " + t.From
		}
		if t.If != "" {
			t.Event += " if " + t.If
		}
		fmt.Fprintf(out, "%s\t%s\t%s\t%s\t%s\n", t.From, t.Event, t.To, cmp.Or(t.Emits, "-"), cmp.Or(t.Per, t.Rule))
	}
	return out.Flush()
}

// printTableJSON prints an array with an object for each row.
func printTableJSON(w io.Writer, rows []tableRow) error {
	out := json.NewEncoder(w)
	out.SetIndent("", "  ")
	out.SetEscapeHTML(false)
	return out.Encode(rows)
}
