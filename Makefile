# The two commands that matter: `make` builds the site, `make test` checks
# everything. `make help` lists the rest.

SITE   ?= content
OUT    ?= public
FORMAT ?= svg,png,pptx
FUZZ   ?= 10m
SEED   ?= 0
WOSHOU := go run ./generator/cmd/woshou

# Pinned, and run by its path: a linter is no dependency of the program.
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.7.0

.PHONY: site
site: ## build the site in content/ into public/ (the default)
	@$(WOSHOU) build $(SITE) -o $(OUT)

.PHONY: serve
serve: ## preview the site at http://127.0.0.1:4000 and rebuild as you type
	@$(WOSHOU) serve $(SITE)

.PHONY: export
export: ## export every figure for slides into slides/ (FORMAT=svg,png,pptx)
	@$(WOSHOU) export $(SITE) -o slides --format $(FORMAT)

.PHONY: quick
quick: vet ## check what can be checked in seconds, while you work on the code
	go test -short -vet=off ./...

.PHONY: test
test: tools check ## run every check and every test
	go test -timeout 30m ./...
	@go test -v -run '^(TestCorpus|TestCases)$$' ./generator/conformance | grep -E 'corpus|cases'

.PHONY: soak
soak: tools ## search for what no test has found: for some hours (FUZZ=10m a fuzzer, SEED=0 of random edits)
	go test -timeout 0 -v -run '^TestEverySmallWorld' ./diagrams/tcp -depth 1
	go test -timeout 0 -v -run '^TestLive$$' -count 5 ./diagrams/judge
	go test -timeout 0 -v -run '^Test(Killed|DiskThat|Sources|ManifestFrom|Incremental)' ./generator/build -soak -first $(SEED)
	go test -timeout 0 -v -run '^TestServedIs' ./generator/serve -soak -first $(SEED)
	go test -timeout 0 -count 5 ./generator/cmd/woshou ./generator/serve ./themes
	WOSHOU_RECIPES=$$(.ci/recipes) go test -timeout 0 -v -run '^TestRecipes$$' ./generator/cmd/woshou
	go test -timeout 0 -v -run '^TestTabFollowsAnyHistory$$' ./generator/serve -histories 200
	@.ci/reproduce
	@.ci/fuzz $(FUZZ)
	go test -timeout 0 -v -run '^TestRandomLive$$' ./diagrams/judge -args -exchanges 500
	go test -timeout 0 -v -run '^TestMutants$$' ./diagrams/mutant -args -all

.PHONY: check
check: vet ## formatting, vet, staticcheck, and that it compiles elsewhere
	go run $(STATICCHECK) ./...
	GOOS=windows go build -o /dev/null ./generator/cmd/woshou
	GOOS=darwin GOARCH=arm64 go build -o /dev/null ./generator/cmd/woshou

.PHONY: vet
vet: # formatting, and what Go itself finds suspicious
	@unformatted=$$(gofmt -l diagrams generator themes); \
		test -z "$$unformatted" || { echo "not gofmt-ed:"; echo "$$unformatted"; exit 1; }
	go vet ./...

.PHONY: bench
bench: ## measure builds, previews and figures (ten minutes, on a machine with nothing else to do)
	go run ./generator/bench
	go test -run '^$$' -bench . ./diagrams/... ./generator/markdown ./generator/highlight ./generator/figure

.PHONY: audit
audit: ## build the site and ask axe and Lighthouse what they think (needs npm)
	@.ci/audit/run

.PHONY: fmt
fmt: ## format the code
	gofmt -w diagrams generator themes

.PHONY: tools
tools: ## install what the tests need and the machine lacks (Chromium, fonts)
	@.ci/tools

.PHONY: release
release: ## binaries for every system with checksums and bills of materials, in release/
	@.ci/release release

.PHONY: install
install: ## install the woshou command into Go's bin folder
	@go install ./generator/cmd/woshou
	@bin=$$(go env GOBIN); bin=$${bin:-$$(go env GOPATH)/bin}; echo "$$bin/woshou"; \
		case ":$$PATH:" in *":$$bin:"*) ;; *) echo "$$bin is not in PATH: export PATH=\"\$$PATH:$$bin\"" >&2 ;; esac

.PHONY: help
help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 10
