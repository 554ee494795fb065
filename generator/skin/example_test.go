package skin_test

import (
	"fmt"
	"os"
	"path/filepath"

	"woshou/diagrams/scene"
	"woshou/generator/site"
	"woshou/generator/skin"
)

// A site that paints its left host purple, and misspells the right one.
func ExampleOf() {
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	for name, text := range map[string]string{
		"site.yaml":          "title: Site\n",
		"theme/colours.yaml": "host-a: {light: \"#8a1c6b\"}\nhots-b: {light: \"#0a6b2c\"}\n",
	} {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			fmt.Println(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			fmt.Println(err)
		}
	}
	s, _, err := site.Load(dir, site.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer s.Close()
	base, err := skin.Base()
	if err != nil {
		fmt.Println(err)
		return
	}
	theme, problems := skin.Of(base, s)
	fmt.Println(scene.Of(theme.Palette().Light, scene.HostName.Of("a")).Fill)
	for _, p := range problems {
		fmt.Printf("%s: %s, %s\n", p.Place.String(), p.Message, p.Hint)
	}
	// Output:
	// #8a1c6b
	// theme/colours.yaml:2:1: there is no colour `hots-b`, did you mean `host-b`?
}
