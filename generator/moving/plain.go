package moving

import "os"

// plain is a folder of Markdown that no program builds, read as GitHub shows it.
func plain(root *os.Root) (*project, error) {
	code, found := guess(root, ".")
	if !found {
		return nil, nil
	}
	return &project{
		root: root, flavour: "github", languages: []language{{code: code, folder: "."}}, trees: []tree{{".", "."}},
	}, nil
}
