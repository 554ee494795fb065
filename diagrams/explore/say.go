package explore

import (
	"slices"
	"strings"

	"woshou/diagrams/protocol"
	"woshou/diagrams/words"
)

// Say says each move of a path in a sentence, with the states that it changed.
func (p *Path) Say() (sentences []words.Message) {
	before := make([]int, len(p.Own))
	for i, m := range p.Own {
		before[i] = m.State()
	}
	for _, t := range p.Moves {
		said := p.move(t)
		var became []string
		for i, s := range t.States {
			if s != before[i] {
				host := p.Program.Hosts[i]
				became = append(became, host.Name+" "+p.Program.Roles[host.Role].States[s])
			}
		}
		before = t.States
		if became != nil {
			said = words.Say("%s → %s", said, strings.Join(became, ", "))
		}
		sentences = append(sentences, said)
	}
	return sentences
}

// Choose says the choices that a path begins with, "" where there are none.
func (p *Path) Choose() string {
	var all []string
	for i, c := range p.Program.Choices {
		if c.Tried != nil {
			all = append(all, c.Name+" "+p.Program.Say(p.Choices[i]))
		}
	}
	for h, host := range p.Program.Hosts {
		for _, v := range p.Program.Roles[host.Role].Variables {
			if v.Tried != nil {
				all = append(all, host.Name+" "+v.Name+" "+p.Program.Say(p.Own[h][v.Slot]))
			}
		}
	}
	return strings.Join(all, ", ")
}

// move says a move.
func (p *Path) move(t Taken) words.Message {
	said := p.plain(t)
	if t.Left == nil {
		return said
	}
	if slices.Max(t.Left) == 0 {
		return words.Say("%s, and crashes before anything leaves", said)
	}
	return words.Say("%s, and crashes while it sends", said)
}

func (p *Path) plain(t Taken) words.Message {
	host, from := p.Program.Hosts[t.Host].Name, p.Program.Hosts[t.From].Name
	switch t.Kind {
	case Call:
		return words.Say("%s: %s", host, p.Program.Calls[t.ID])
	case Deliver:
		return words.Say("%s from %s reaches %s", p.message(t), from, host)
	case Fire:
		timer := p.Program.Roles[p.Program.Hosts[t.Host].Role].Timers[t.ID].Name.Text
		if t.Fault > 0 {
			return words.Say("%s of %s runs out before what flies arrives", timer, host)
		}
		return words.Say("%s of %s runs out", timer, host)
	case Lose:
		return words.Say("%s from %s to %s is lost", p.message(t), from, host)
	case Duplicate:
		return words.Say("%s from %s to %s is doubled", p.message(t), from, host)
	case Crash:
		return words.Say("%s crashes", host)
	case Restart:
		return words.Say("%s restarts", host)
	case Cut:
		return words.Say("%s is cut off", host)
	case Heal:
		return words.Say("%s is back on the network", host)
	case Leak:
		return words.Say("%s from %s leaks to %s", p.message(t), from, p.Program.Hosts[p.Program.Faults[t.Fault-1].To].Name)
	}
	return words.Say("%s, forged as from %s, is sent to %s", p.message(t), from, host)
}

// message is a message with its fields.
func (p *Path) message(t Taken) string {
	s := p.Program.Kinds[t.Message].Name
	for _, v := range t.Args {
		s += " " + p.Program.Say(v)
	}
	return s
}

// Of is the property that a verdict is about, as its author wrote it.
func (v Verdict) Of() *protocol.Property { return v.Claim.Property }
