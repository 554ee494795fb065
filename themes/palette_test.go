package themes

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"woshou/diagrams/scene"
	"woshou/themes/srgb"
)

// lightness is L* of CIE 1976, from 0 to 100: equal steps look equal in grey.
func lightness(colour string) float64 {
	return 116*math.Cbrt(srgb.Luminance(colour)) - 16
}

var stateNames = []string{
	"LISTEN", "SYN-SENT", "SYN-RECEIVED", "ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-2",
	"CLOSE-WAIT", "CLOSING", "LAST-ACK", "TIME-WAIT", "CLOSED",
}

func palettes() map[string]map[scene.Role]scene.Paint {
	return map[string]map[scene.Role]scene.Paint{"light": Default().Light, "dark": Default().Dark}
}

func TestPaletteIsValid(t *testing.T) {
	if err := Default().Validate(); err != nil {
		t.Error(err)
	}
}

// TestEveryRoleIsPainted reads the roles from their source, so that a new one
// is not forgotten. Some are only ever used with a further word.
func TestEveryRoleIsPainted(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "../diagrams/scene/role.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	roles := 0
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		value, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
		if err != nil {
			t.Fatal(err)
		}
		roles++
		role, paints := scene.Role(value), Default().Light
		completed := slices.ContainsFunc(slices.Collect(maps.Keys(paints)), func(r scene.Role) bool {
			return strings.HasPrefix(string(r), value+" ")
		})
		if scene.Painted(paints, role) == "" && !completed {
			t.Errorf("role %q has no paint", role)
		}
		return true
	})
	if roles < 30 {
		t.Errorf("only %d roles found", roles)
	}
}

// checkContrast holds that what is painted in these roles stands out from paper.
func checkContrast(t *testing.T, roles []scene.Role, least float64, colour func(scene.Paint) string) {
	t.Helper()
	for name, paints := range palettes() {
		paper := scene.Of(paints, scene.Paper).Fill
		for _, role := range roles {
			if c := srgb.Contrast(colour(scene.Of(paints, role)), paper); c < least {
				t.Errorf("%s: %q has a contrast of %.2f to paper", name, role, c)
			}
		}
	}
}

func TestTextIsReadable(t *testing.T) {
	roles := []scene.Role{
		scene.HostName.Of("a"), scene.HostName.Of("b"), scene.CallText, scene.Flags, scene.NumbersText, scene.Remark,
		scene.StepNumber, scene.TimerText, scene.FoldText, scene.SectionText, scene.NoteText, scene.TimeText, scene.ErrorText,
		scene.EdgeText, scene.EdgeSends, scene.FrameText,
	}
	for _, state := range stateNames {
		roles = append(roles, scene.StateName.Of(state))
	}
	checkContrast(t, roles, 4.5, func(p scene.Paint) string { return p.Fill })
}

func TestNamesAreReadableOnTheirBars(t *testing.T) {
	for name, paints := range palettes() {
		for _, state := range stateNames {
			bar := scene.Of(paints, scene.Node.Of(state)).Fill
			if c := srgb.Contrast(scene.Of(paints, scene.NodeName.Of(state)).Fill, bar); c < 4.5 {
				t.Errorf("%s: the name of %s has a contrast of %.2f to its bar", name, state, c)
			}
		}
	}
}

func TestStrokesAreVisible(t *testing.T) {
	roles := []scene.Role{
		scene.HostRule.Of("a"), scene.HostRule.Of("b"), scene.Message, scene.MessageLost, scene.MessageForged,
		scene.MessageRepeat, scene.MessageCopy, scene.Cross, scene.StepDisc, scene.TimerBracket, scene.Fold,
		scene.Edge, scene.EdgePath.Of("a"), scene.EdgePath.Of("b"), scene.Order.Of("a"), scene.Order.Of("b"), scene.Frame, scene.Exit,
	}
	for _, state := range stateNames {
		roles = append(roles, scene.Band.Of(state), scene.Node.Of(state), scene.NodeIdle.Of(state)) // their edges
	}
	checkContrast(t, roles, 3, func(p scene.Paint) string { return p.Stroke })
}

// TestStatesDifferInGrey: colour is never the only sign between states of one
// hue. TIME-WAIT is not among them, as it is hatched.
func TestStatesDifferInGrey(t *testing.T) {
	for name, paints := range palettes() {
		for _, family := range [][]string{
			{"SYN-SENT", "SYN-RECEIVED"},
			{"FIN-WAIT-1", "FIN-WAIT-2", "CLOSING"},
			{"CLOSE-WAIT", "LAST-ACK"},
			{"CLOSED", "ESTABLISHED"},
		} {
			for i, a := range family {
				for _, b := range family[i+1:] {
					d := lightness(scene.Of(paints, scene.Band.Of(a)).Fill) - lightness(scene.Of(paints, scene.Band.Of(b)).Fill)
					if math.Abs(d) < 14 {
						t.Errorf("%s: %s and %s differ by %.1f in lightness", name, a, b, d)
					}
				}
			}
		}
	}
}

func TestHatchIsVisibleOnItsBand(t *testing.T) {
	for name, paints := range palettes() {
		hatch := scene.Of(paints, scene.Hatch.Of("TIME-WAIT")).Stroke
		if c := srgb.Contrast(hatch, scene.Of(paints, scene.Band.Of("TIME-WAIT")).Fill); c < 2 {
			t.Errorf("%s: the hatch has a contrast of %.2f to its band", name, c)
		}
	}
}

func TestEveryStateHasItsOwnBand(t *testing.T) {
	for name, paints := range palettes() {
		seen := map[string]string{}
		for _, state := range stateNames {
			fill := scene.Of(paints, scene.Band.Of(state)).Fill
			if other := seen[fill]; fill == "" || other != "" {
				t.Errorf("%s: the band of %s is painted %q, as that of %q", name, state, fill, other)
			}
			seen[fill] = state
		}
	}
}
