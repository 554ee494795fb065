package trace

// errorsIn are the words for the errors that users are told of, by language,
// then by the trace's name.
var errorsIn = map[string]map[string]string{
	"zh": {
		"refused": "连接被拒绝", "reset": "连接被重置", "timeout": "连接超时",
		"closing": "连接正在关闭", "no-connection": "连接不存在",
	},
	"en": {
		"refused": "connection refused", "reset": "connection reset", "timeout": "connection timed out",
		"closing": "connection closing", "no-connection": "no connection",
	},
}

// ErrorIn says an error that a user is told of in the words of a language ("zh"
// or "en"; any other is taken as English).
func ErrorIn(name, lang string) string {
	words, ok := errorsIn[lang]
	if !ok {
		words = errorsIn["en"]
	}
	if said, ok := words[name]; ok {
		return said
	}
	return name
}
