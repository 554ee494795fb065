package main

import (
	"os"
	"testing"

	"woshou/diagrams/golden"
	"woshou/diagrams/golden/chromium"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(cleaner{m}, map[string]func(){
		"woshou": main,
	})
}

// cleaner runs the tests and removes what they shared.
type cleaner struct{ *testing.M }

func (c cleaner) Run() int {
	defer func() { _ = os.RemoveAll(ourSiteFolder) }()
	return chromium.Run(c.M)
}

// TestScripts runs testdata/*.txtar: what a user types, and what comes of it.
// https://pkg.go.dev/github.com/rogpeppe/go-internal/testscript has the words
// that a script may use; here there is also `status N COMMAND…`, which runs a
// command and holds that it ends with that exit status.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		UpdateScripts: golden.Updating(),
		Dir:           "testdata",
		Cmds:          map[string]func(*testscript.TestScript, bool, []string){"status": status},
		Setup:         func(env *testscript.Env) error { env.Setenv("LANG", "C.UTF-8"); return nil },
	})
}
