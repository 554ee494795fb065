package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// edits is how often a page is edited while it is served.
const edits = 20

// serving measures the development server, at each size.
func (b *bench) serving() error {
	for _, pages := range b.sizes {
		b.table.heading("serve, %d pages", pages)
		if err := b.serve(pages); err != nil {
			return err
		}
	}
	return nil
}

func (b *bench) serve(pages int) error {
	site, err := b.site(pages, "")
	if err != nil {
		return err
	}
	var starts []usage
	for range b.runs {
		s, err := start(b.woshou, site)
		if err != nil {
			return err
		}
		starts = append(starts, usage{wall: s.first})
		s.stop()
	}
	target := map[int]string{1000: "0.15 s", 10000: "0.8 s"}[pages]
	b.table.row("from the start to the first page", seconds(median(starts).wall), target)
	s, err := start(b.woshou, site)
	if err != nil {
		return err
	}
	defer s.stop()
	before := s.settled()
	var waits []usage
	for n := range edits {
		time.Sleep(100 * time.Millisecond) // an author's hands are slower
		wait, err := s.edit(site, n)
		if err != nil {
			return err
		}
		waits = append(waits, usage{wall: wait})
	}
	worst := waits[0].wall
	for _, w := range waits {
		worst = max(worst, w.wall)
	}
	b.table.row("from an edit to the new page", milliseconds(median(waits).wall), "15 ms")
	b.table.row("the slowest of "+strconv.Itoa(edits), milliseconds(worst), "50 ms")
	if after := s.cpu(); after > 0 {
		b.table.row("processor time an edit", milliseconds((after-before)/edits), "20 ms")
		b.table.row("memory at most", mebibytes(s.peak()), map[int]string{10000: "100 MiB"}[pages])
	}
	return nil
}

// server is a development server that runs.
type server struct {
	cmd   *exec.Cmd
	root  string        // its address
	first time.Duration // from its start to the first page
}

// start starts a server, and waits for a page.
func start(program, site string) (*server, error) {
	s := &server{cmd: exec.Command(program, "serve", site, "--addr", "127.0.0.1:0")}
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	begin := time.Now()
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if fields := strings.Fields(line); err == nil && len(fields) > 0 {
		s.root = fields[0]
		_, err = s.get(editedAddress)
	}
	if err == nil && s.root == "" {
		err = fmt.Errorf("serve said %q", line)
	}
	if err != nil {
		s.stop()
		return nil, err
	}
	s.first = time.Since(begin)
	go io.Copy(io.Discard, out)
	return s, nil
}

func (s *server) stop() {
	_ = s.cmd.Process.Kill() // it may have ended
	_ = s.cmd.Wait()
}

func (s *server) get(address string) ([]byte, error) {
	answer, err := http.Get(s.root + address)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, errors.New(answer.Status)
	}
	return io.ReadAll(answer.Body)
}

// edit edits a page, and asks for it until the edit is there.
func (s *server) edit(site string, n int) (time.Duration, error) {
	source := filepath.Join(site, filepath.FromSlash(editedSource))
	text, err := os.ReadFile(source)
	if err != nil {
		return 0, err
	}
	mark := fmt.Sprintf("served edit %d.", n)
	begin := time.Now()
	if err := os.WriteFile(source, fmt.Appendf(text, "\n%s\n", mark), 0o644); err != nil {
		return 0, err
	}
	for time.Since(begin) < 30*time.Second {
		page, err := s.get(editedAddress)
		if err != nil {
			return 0, err
		}
		if bytes.Contains(page, []byte(mark)) {
			return time.Since(begin), nil
		}
		time.Sleep(2 * time.Millisecond)
	}
	return 0, fmt.Errorf("an edit was not served for %s", time.Since(begin))
}

// ticks is how many there are in a second, in /proc.
const ticks = 100

// cpu is the processor time of the server so far, 0 where /proc does not tell.
func (s *server) cpu() time.Duration {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(text), ") ")
	fields := strings.Fields(rest)
	if len(fields) < 13 {
		return 0
	}
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return time.Duration(user+system) * time.Second / ticks
}

// settled waits until the server does nothing more for the page it gave, such as
// looking at the rest of the site, and returns cpu.
func (s *server) settled() time.Duration {
	last := s.cpu()
	for {
		time.Sleep(time.Second)
		now := s.cpu()
		if now == last {
			return now
		}
		last = now
	}
}

// peak is the most memory that the server has held, in octets.
func (s *server) peak() int64 {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			n, _ := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			return n << 10
		}
	}
	return 0
}
