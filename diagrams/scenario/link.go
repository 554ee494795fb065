package scenario

type (
	// Cut loses every segment that leaves from here on, until Mend.
	Cut struct{ Pos }
	// Mend ends a Cut.
	Mend struct{ Pos }
)

// String is c in canonical spelling.
func (c Cut) String() string { return "cut" }

// String is m in canonical spelling.
func (m Mend) String() string { return "mend" }
