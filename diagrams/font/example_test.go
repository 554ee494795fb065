package font_test

import (
	"fmt"

	"woshou/diagrams/font"
)

func Example() {
	text := "服务器进入 SYN-RECEIVED。"
	fmt.Printf("%.1f points\n", font.Width(text, 13, false))
	for _, line := range font.Wrap(text, 13, 110, false) {
		fmt.Println(line)
	}
	// Output:
	// 169.2 points
	// 服务器进入
	// SYN-RECEIVED。
}
