package protocols_test

import (
	"fmt"
	"io"
	"log"
	"strings"
	"testing"

	"go.etcd.io/raft/v3"
	"go.etcd.io/raft/v3/raftpb"
)

// etcd is a cluster of go.etcd.io/raft. Its messages are told as ours are called.
// Those that ours do without are not told. Some of them are lost, as any network
// may: refused votes, whose candidate would step down before its time is up, and
// what only says how far the log is committed, which would overtake an entry. The
// others are carried at once: answers to heartbeats, and what brings a log that
// lags behind up to date.
type etcd struct {
	t      *testing.T
	nodes  []*raft.RawNode
	stores []voters
	flying []raftpb.Message
	log    []string
	acked  []uint64 // up to which entry each node has acknowledged
	down   map[int]bool
}

// voters is a storage that knows who the voters are without an entry that says it.
type voters struct{ *raft.MemoryStorage }

func (v voters) InitialState() (raftpb.HardState, raftpb.ConfState, error) {
	hard, _, err := v.MemoryStorage.InitialState()
	return hard, raftpb.ConfState{Voters: []uint64{1, 2, 3}}, err
}

func newEtcd(t *testing.T) *etcd {
	t.Helper()
	e := &etcd{t: t, acked: make([]uint64, 4), down: map[int]bool{}}
	for id := uint64(1); id <= 3; id++ {
		store := voters{raft.NewMemoryStorage()}
		node, err := raft.NewRawNode(&raft.Config{
			ID: id, ElectionTick: 10, HeartbeatTick: 1, Storage: store, MaxSizePerMsg: 1 << 20, MaxInflightMsgs: 16,
			Logger: &raft.DefaultLogger{Logger: log.New(io.Discard, "", 0)},
		})
		if err != nil {
			t.Fatal(err)
		}
		e.nodes, e.stores = append(e.nodes, node), append(e.stores, store)
	}
	return e
}

// elect has a node's clock tick until it stands for election.
func (e *etcd) elect(node int) {
	e.t.Helper()
	before := e.term(node)
	for range 20 { // a timeout is below two times ElectionTick
		e.nodes[node].Tick()
		if e.term(node) > before {
			e.send(node, false)
			return
		}
	}
	e.t.Fatalf("node%d does not stand", node+1)
}

// heartbeat has a leader's clock tick once.
func (e *etcd) heartbeat(node int) {
	e.nodes[node].Tick()
	e.send(node, false)
}

func (e *etcd) write(node int) {
	e.t.Helper()
	if err := e.nodes[node].Propose([]byte("entry")); err != nil {
		e.t.Fatal(err)
	}
	e.send(node, false)
}

// send takes out what a node has to say. Hidden is what answers something hidden.
func (e *etcd) send(node int, hidden bool) {
	e.t.Helper()
	for e.nodes[node].HasReady() {
		ready := e.nodes[node].Ready()
		if err := e.stores[node].Append(ready.Entries); err != nil {
			e.t.Fatal(err)
		}
		if !raft.IsEmptyHardState(ready.HardState) {
			if err := e.stores[node].SetHardState(ready.HardState); err != nil {
				e.t.Fatal(err)
			}
		}
		e.nodes[node].Advance(ready)
		for _, m := range ready.Messages {
			e.emit(m, hidden)
		}
	}
}

// emit puts a message on its way; where ours have none such, it carries it at
// once or loses it.
func (e *etcd) emit(m raftpb.Message, hidden bool) {
	e.t.Helper()
	name := e.name(m, hidden)
	switch {
	case m.Type == raftpb.MsgVoteResp && m.Reject, m.Type == raftpb.MsgApp && len(m.Entries) == 0:
		return
	case name == "":
		e.arrive(m, true)
		return
	}
	e.flying = append(e.flying, m)
	e.log = append(e.log, fmt.Sprintf("node%d -> node%d %s", m.From, m.To, name))
}

// name is what ours call a message; "" where they have none such.
func (e *etcd) name(m raftpb.Message, hidden bool) string {
	switch {
	case m.Type == raftpb.MsgVote:
		return "REQUEST"
	case m.Type == raftpb.MsgVoteResp && !m.Reject:
		return "VOTE"
	case m.Type == raftpb.MsgHeartbeat, m.Type == raftpb.MsgApp && len(m.Entries) > 0 && !hidden:
		return "APPEND"
	case m.Type == raftpb.MsgAppResp && !m.Reject && m.Index > e.acked[m.From]:
		e.acked[m.From] = m.Index
		return "ACK"
	}
	return ""
}

// arrive has a message reach its node.
func (e *etcd) arrive(m raftpb.Message, hidden bool) {
	e.t.Helper()
	if to := int(m.To) - 1; !e.down[to] {
		if err := e.nodes[to].Step(m); err != nil {
			e.t.Fatal(err)
		}
		e.send(to, hidden)
	}
}

func (e *etcd) term(node int) uint64 { return e.nodes[node].BasicStatus().Term }

// state is a node's, as ours are called.
func (e *etcd) state(node int) string {
	return map[raft.StateType]string{
		raft.StateFollower: "FOLLOWER", raft.StateCandidate: "CANDIDATE", raft.StateLeader: "LEADER",
	}[e.nodes[node].BasicStatus().RaftState]
}

// committed reports whether a node holds an entry of a client's to be committed.
func (e *etcd) committed(node int) bool {
	last := e.nodes[node].BasicStatus().Commit
	entries, err := e.stores[node].Entries(1, last+1, 1<<20)
	if err != nil {
		e.t.Fatal(err)
	}
	for _, entry := range entries {
		if len(entry.Data) > 0 {
			return true
		}
	}
	return false
}

// withoutAcks is the log as a protocol has it whose followers do not answer.
func (e *etcd) withoutAcks() (log []string) {
	for _, line := range e.log {
		if !strings.HasSuffix(line, " ACK") {
			log = append(log, line)
		}
	}
	return log
}
