package scenario_test

import (
	"fmt"

	"woshou/diagrams/scenario"
)

func Example() {
	file, errs := scenario.Parse("handshake.scenario", `
server   listen
client connect   # active open
when server enters CLOSE_WAIT {
server close
}
expect client ESTABLISHED,server ESTABLISHED
`)
	fmt.Println(len(errs), file.Hosts[0].Label.In("zh"))
	fmt.Print(scenario.Format(file))
	// Output:
	// 0 客户端
	// server listen
	// client connect  # active open
	// when server enters CLOSE-WAIT { server close }
	// expect client ESTABLISHED, server ESTABLISHED
}

func Example_mistakes() {
	_, errs := scenario.Parse("handshake.scenario", `server lisen
client connect
expect client SYN_SEND
`)
	for _, err := range errs {
		fmt.Println(err)
	}
	// Output:
	// 1:8: unknown call lisen (did you mean listen?)
	// 3:15: unknown state SYN_SEND (did you mean SYN-SENT?)
}
