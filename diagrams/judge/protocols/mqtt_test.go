package protocols_test

import (
	"fmt"
	"slices"
	"strconv"
	"testing"
)

// TestMQTTIsThatOfABroker puts a real broker beside ours and the same publisher
// before both. At each of its packets, and at each two, the connection breaks and
// the packet is lost; the two brokers must give the same answers, and pass the
// message on equally often.
func TestMQTTIsThatOfABroker(t *testing.T) {
	p := load(t, "mqtt")
	for qos, name := range []string{"at-most-once", "at-least-once", "exactly-once"} {
		for first := range 8 {
			for second := first + 1; second < 12; second++ {
				lost := []int{first, second}
				t.Run(fmt.Sprintf("%s/%d,%d", name, first, second), func(t *testing.T) {
					b := &brokers{t: t, ours: begin(t, p, "qos "+name), theirs: newMochi(t), qos: byte(qos)}
					b.theirs.say(connect)
					b.run(lost)
				})
			}
		}
	}
}

// brokers are ours and mochi's.
type brokers struct {
	t      *testing.T
	ours   *world
	theirs *mochi
	qos    byte
}

// run has a message published while the packets of these numbers are lost.
func (b *brokers) run(lost []int) {
	b.t.Helper()
	b.ours.call("publisher", "publish")
	for n := 0; n < 40; n++ {
		m, ok := b.ours.next(whichever)
		switch {
		case !ok && b.ours.state(0) == "DONE":
			b.compare()
			return
		case !ok:
			b.ours.fire("publisher", "silence")
		case slices.Contains(lost, n):
			b.theirs.hangUp()
		default:
			b.arrive(m)
		}
	}
	b.t.Fatal("the publisher comes to no end")
}

// arrive has a packet reach its end; if that is the broker, both answer.
func (b *brokers) arrive(m message) {
	b.t.Helper()
	b.ours.arrive(m)
	if b.ours.Hosts[m.to].Name != "broker" {
		return
	}
	name := b.ours.Kinds[m.kind].Name
	packet := map[string][]byte{"CONNECT": connect, "PUBREL": pubrel, "PUBLISH": publish(b.qos, b.dup(m))}[name]
	var theirs []string
	for _, kind := range b.theirs.say(packet) {
		theirs = append(theirs, map[byte]string{2: "CONNACK", 4: "PUBACK", 5: "PUBREC", 7: "PUBCOMP"}[kind])
	}
	if name == "CONNECT" && len(theirs) == 2 && theirs[1] == "PUBREC" {
		// mochi-mqtt repeats a PUBREC on reconnecting. §4.4 asks for PUBLISH and
		// PUBREL only, and the publisher, about to repeat its PUBLISH, needs none.
		theirs = theirs[:1]
	}
	var ours []string
	for _, answer := range b.ours.flying {
		ours = append(ours, b.ours.Kinds[answer.kind].Name)
	}
	if !slices.Equal(ours, theirs) {
		b.t.Fatalf("to %s ours answers %v, mochi-mqtt %v", name, ours, theirs)
	}
}

// dup is the flag of a PUBLISH, its one field; other packets have none.
func (b *brokers) dup(m message) byte {
	if len(m.args) == 1 && b.ours.Say(m.args[0]) == "dup-1" {
		return 1
	}
	return 0
}

// compare holds that both have passed the message on equally often.
func (b *brokers) compare() {
	b.t.Helper()
	if ours, theirs := b.ours.variable(1, "delivered"), strconv.Itoa(int(b.theirs.delivered.Load())); ours != theirs {
		b.t.Errorf("passed on %s times, by mochi-mqtt %s", ours, theirs)
	}
}
