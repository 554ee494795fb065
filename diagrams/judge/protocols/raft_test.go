package protocols_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"go.etcd.io/raft/v3/raftpb"

	"github.com/google/go-cmp/cmp"
)

// cluster is ours and etcd's, moved in step.
type cluster struct {
	t      *testing.T
	ours   *world
	theirs *etcd
	acks   bool // whether ours acknowledge what is appended
}

func newCluster(t *testing.T, protocol string) *cluster {
	t.Helper()
	return &cluster{t, begin(t, load(t, protocol)), newEtcd(t), protocol == "raft-log"}
}

// TestRaftIsThatOfEtcd runs the schedules in testdata/raft: the first line says
// which protocol, each other one what happens next to both. After each line both
// must have sent the same, and stand the same.
//
//	election NODE · heartbeat NODE · write NODE · crash NODE
//	arrive [NODE NODE]   all that flies, or the first on one way
//	lose NODE NODE       the first on one way
//	committed NODE       holds for both
func TestRaftIsThatOfEtcd(t *testing.T) {
	files, err := filepath.Glob("testdata/raft/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			src, err := os.Open(file)
			if err != nil {
				t.Fatal(err)
			}
			defer src.Close()
			var c *cluster
			lines := bufio.NewScanner(src)
			for n := 1; lines.Scan(); n++ {
				line, _, _ := strings.Cut(lines.Text(), "#")
				words := strings.Fields(line)
				switch {
				case len(words) == 0:
				case c == nil:
					c = newCluster(t, words[0])
				default:
					c.do(words)
					c.compare(fmt.Sprintf("%s:%d: %s", file, n, line))
				}
			}
		})
	}
}

// do carries out one line.
func (c *cluster) do(words []string) {
	c.t.Helper()
	nodes := make([]int, len(words)-1)
	for i, name := range words[1:] {
		nodes[i] = c.ours.host(name)
	}
	switch words[0] {
	case "election":
		c.ours.fire(words[1], "election")
		c.theirs.elect(nodes[0])
	case "heartbeat":
		c.ours.fire(words[1], "heartbeat")
		c.theirs.heartbeat(nodes[0])
	case "write":
		c.ours.call(words[1], "write")
		c.theirs.write(nodes[0])
	case "crash":
		c.theirs.down[nodes[0]] = true
	case "committed":
		ours, theirs := c.ours.variable(nodes[0], "committed") == "1", c.theirs.committed(nodes[0])
		if !ours || !theirs {
			c.t.Fatalf("%s: committed: ours %v, etcd's %v", words[1], ours, theirs)
		}
	case "arrive":
		for c.move(nodes, true) && len(nodes) == 0 {
		}
	case "lose":
		c.move(nodes, false)
	default:
		c.t.Fatalf("no such line: %v", words)
	}
}

// move takes the first message on a way, or of all, out of both airs, and has it
// arrive or not. It reports whether there was one.
func (c *cluster) move(way []int, arrives bool) bool {
	c.t.Helper()
	on := func(from, to int) bool { return len(way) == 0 || from == way[0] && to == way[1] }
	ours, ok := c.ours.next(func(m message) bool { return on(m.from, m.to) })
	if !ok {
		if len(way) > 0 {
			c.t.Fatal("nothing flies there")
		}
		return false
	}
	theirs := c.theirs.next(func(m raftpb.Message) bool { return on(int(m.From)-1, int(m.To)-1) })
	if arrives {
		if !c.theirs.down[ours.to] {
			c.ours.arrive(ours)
		}
		c.theirs.arrive(theirs, false)
	}
	return true
}

// next takes the first message that is wanted out of the air.
func (e *etcd) next(wanted func(raftpb.Message) bool) raftpb.Message {
	e.t.Helper()
	for i, m := range e.flying {
		if wanted(m) {
			e.flying = append(e.flying[:i:i], e.flying[i+1:]...)
			return m
		}
	}
	e.t.Fatal("etcd has nothing on that way")
	return raftpb.Message{}
}

// compare holds that both have sent the same and stand the same.
func (c *cluster) compare(at string) {
	c.t.Helper()
	theirs := c.theirs.log
	if !c.acks {
		theirs = c.theirs.withoutAcks()
	}
	if diff := cmp.Diff(theirs, c.ours.log); diff != "" {
		c.t.Fatalf("%s: messages (-etcd +ours):\n%s", at, diff)
	}
	for i, h := range c.ours.Hosts {
		if c.theirs.down[i] {
			continue
		}
		ours := c.ours.state(i) + " " + c.ours.variable(i, "term")
		if theirs := c.theirs.state(i) + " " + strconv.FormatUint(c.theirs.term(i), 10); ours != theirs {
			c.t.Fatalf("%s: %s is %s, with etcd %s", at, h.Name, ours, theirs)
		}
	}
}

// TestRaftElectionsAreThoseOfEtcd holds the same of elections at random: who runs
// out of patience, what arrives and what is lost, until one leads.
func TestRaftElectionsAreThoseOfEtcd(t *testing.T) {
	leaders := 0
	for seed := range uint64(300) {
		random := rand.New(rand.NewPCG(seed, 17))
		c := newCluster(t, "raft-election")
		for step := 0; step < 40 && !c.led(); step++ {
			at := fmt.Sprintf("seed %d, step %d", seed, step)
			node := random.IntN(3)
			switch flying := len(c.ours.flying); {
			case (flying == 0 || random.IntN(8) == 0) && c.ours.variable(node, "term") != "2":
				at += fmt.Sprintf(": election node%d", node+1)
				c.do([]string{"election", c.ours.Hosts[node].Name})
			case flying > 0:
				m := c.ours.flying[random.IntN(flying)]
				c.move([]int{m.from, m.to}, random.IntN(4) > 0)
			}
			c.compare(at)
		}
		if c.led() {
			leaders++
		}
	}
	if leaders < 100 {
		t.Errorf("only %d of 300 elections came to an end", leaders)
	}
}

// led reports whether some node leads.
func (c *cluster) led() bool {
	for i := range c.ours.Hosts {
		if c.ours.state(i) == "LEADER" {
			return true
		}
	}
	return false
}
