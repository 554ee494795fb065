package statechart

import "woshou/diagrams/scene"

// Parts are the heights between which a chart is shown where it must not be
// small, each from and to: opening; to the middle of a life and on from there;
// closing; the end; then the exits and what has no arrow, if the chart has them.
// Where an arrow leads from one part into the next, both show it.
func Parts(s *scene.Scene) (parts [][2]float64) {
	parts = [][2]float64{
		{0, rowReceived + nodeHeight + 40},
		{rowReceived - 1, rowClose1 + nodeHeight},
		{framesTop - 12, framesBottom + 26},
		{framesBottom + 1, nodesBottom + 36},
	}
	exits, others := s.Height, s.Height
	for _, item := range s.Items {
		t, ok := item.(scene.Text)
		top := t.At.Y - lineHeight
		switch {
		case !ok || top < nodesBottom:
		case t.Role == scene.FrameText:
			exits = min(exits, top)
		case t.Bold && t.At.X == margin: // the name of a state
			others = min(others, top)
		}
	}
	for _, part := range [][2]float64{{exits, others}, {others, s.Height}} {
		if part[1]-part[0] > lineHeight {
			parts = append(parts, part)
		}
	}
	return parts
}
