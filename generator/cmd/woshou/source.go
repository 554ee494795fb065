package main

import (
	"woshou/diagrams"
	"woshou/generator/site"
)

// sourceOf reads a scenario, and the protocol that it uses.
func sourceOf(file string) (diagrams.Source, error) {
	text, err := scenarioFile(file)
	if err != nil {
		return diagrams.Source{}, err
	}
	return diagrams.Open(string(text), site.ProtocolsNear(file)), nil
}
