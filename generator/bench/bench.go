// Bench measures what Woshou promises of its speed, on whole processes: builds,
// the development server, figures. From the project's folder:
//
//	go run ./generator/bench                      # 1,000 and 10,000 pages: ten minutes
//	go run ./generator/bench -pages 1000          # a minute and a half
//	go run ./generator/bench corpus FOLDER PAGES  # only writes the site that is built
//
// The sites are those of corpus.go, on a file system in memory where there is
// one. A figure of processor time is that of the process, user and system; of
// several runs it is the median. With `hugo` on the path the same Markdown is
// built by it too, turn by turn.
package main

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) == 3 && args[0] == "corpus" {
		pages, err := strconv.Atoi(args[2])
		if err != nil {
			return err
		}
		return writeCorpus(args[1], pages)
	}
	if len(args) == 3 && args[0] == "floor" { // a process of its own, so that it can be measured
		return floor(args[1], args[2])
	}
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	sizes := flags.String("pages", "1000,10000", "sizes of the sites, the smallest first")
	dir := flags.String("dir", "", "where to work (default: in memory, if there is such a place)")
	runs := flags.Int("runs", 3, "runs of what takes long; the median counts")
	if err := flags.Parse(args); err != nil {
		return err
	}
	b := &bench{runs: *runs, pause: 2100 * time.Millisecond, table: table{out: os.Stdout}}
	for size := range strings.SplitSeq(*sizes, ",") {
		pages, err := strconv.Atoi(size)
		if err != nil {
			return err
		}
		b.sizes = append(b.sizes, pages)
	}
	temp, err := os.MkdirTemp(cmp.Or(*dir, memory()), "woshou-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	b.dir = temp
	return b.all()
}

// memory is a folder whose files are held in memory, "" if none is known.
func memory() string {
	const shm = "/dev/shm"
	if info, err := os.Stat(shm); err == nil && info.IsDir() {
		return shm
	}
	return ""
}

// bench is one run of all measurements.
type bench struct {
	dir    string // for sites and outputs
	woshou string // the program
	sizes  []int  // numbers of pages
	runs   int
	// pause is how long a source is left alone before it is edited: its time must
	// be older than the build by as much to be believed.
	pause time.Duration
	table table
}

// all makes the program and the sites, and measures.
func (b *bench) all() error {
	if err := b.program("."); err != nil {
		return err
	}
	for _, measure := range []func() error{b.builds, b.serving, b.figures} {
		if err := measure(); err != nil {
			return err
		}
	}
	return nil
}

// program builds the program, from the project's folder.
func (b *bench) program(project string) error {
	b.woshou = filepath.Join(b.dir, "woshou")
	cmd := exec.Command("go", "build", "-o", b.woshou, "./generator/cmd/woshou")
	cmd.Dir = project
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("go build: %w\n%s", err, out)
	}
	return nil
}

// site is the folder of the site with so many pages, which is made first.
func (b *bench) site(pages int, settings string) (string, error) {
	dir := filepath.Join(b.dir, fmt.Sprintf("site-%d%s", pages, strings.Trim(strings.ReplaceAll(settings, ": ", "-"), "\n")))
	if _, err := os.Stat(dir); err == nil {
		return dir, nil
	}
	if err := writeCorpus(dir, pages); err != nil {
		return "", err
	}
	if settings == "" {
		return dir, nil
	}
	file, err := os.OpenFile(filepath.Join(dir, "site.yaml"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return "", err
	}
	defer file.Close()
	_, err = file.WriteString(settings)
	return dir, err
}

// Pages that are edited, and asked for: one in the middle of a folder.
const (
	editedSource  = "en/part00/page0007.md"
	editedAddress = "en/part00/page0007.html"
)
