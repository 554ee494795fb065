package sequence

// describe is the whole figure in words.
func (f *figure) describe() string { return "" }

// sentence is one step in words.
func (f *figure) sentence(id int) string { return "" }
