package themes_test

import (
	"fmt"
	"strings"

	"woshou/diagrams/scene"
	"woshou/themes"
)

func ExampleTheme_Render() {
	theme, err := themes.Load(func(scene.Palette) string { return "" })
	if err != nil {
		fmt.Println(err)
		return
	}
	page, err := theme.Render(&themes.Page{Kind: themes.Article, Lang: "zh-Hans", Code: "zh", Title: "握手", Site: "文档", Body: "<h1>握手</h1>"})
	fmt.Println(err, strings.Contains(string(page), "<title>握手 · 文档</title>"))
	// Output: <nil> true
}
