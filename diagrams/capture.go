package diagrams

// MostSegments is how many segments of a capture are drawn in one figure: more
// cannot be told apart, and a part of them has to be cut out.
const MostSegments = 200
