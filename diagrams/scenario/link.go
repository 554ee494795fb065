package scenario

import "woshou/diagrams/place"

type (
	// Cut loses every segment that leaves from here on, until Mend.
	Cut struct{ place.Place }
	// Mend ends a Cut.
	Mend struct{ place.Place }
)

// String is c in canonical spelling.
func (c Cut) String() string { return "cut" }

// String is m in canonical spelling.
func (m Mend) String() string { return "mend" }
