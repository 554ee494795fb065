package svg_test

import (
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"woshou/diagrams/render/internal/example"
	"woshou/diagrams/render/svg"
)

// TestImpressKeepsTheLightColours has LibreOffice paint a file for every
// reader. It knows nothing of dark grounds and must not take half of the rules
// for them.
func TestImpressKeepsTheLightColours(t *testing.T) {
	if testing.Short() {
		t.Skip("starts LibreOffice")
	}
	if _, err := exec.LookPath("soffice"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skipf("the picture is not opened: %v", err)
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "figure.svg")
	picture := encode(t, example.Scene(), svg.Options{})
	if err := os.WriteFile(file, []byte(picture), 0o644); err != nil {
		t.Fatal(err)
	}
	office := exec.Command("soffice", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"),
		"--headless", "--convert-to", "png", "--outdir", dir, file)
	// Its home is the profile's folder, so that it leaves nothing elsewhere.
	office.Env = append(os.Environ(), "HOME="+dir)
	if out, err := office.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	painted := open(t, filepath.Join(dir, "figure.png"))
	if r, g, b, _ := painted.At(1, 1).RGBA(); r != 0xffff || g != 0xffff || b != 0xffff {
		t.Errorf("the paper is %04x %04x %04x", r, g, b)
	}
}

// open reads a picture of pixels.
func open(t *testing.T, file string) image.Image {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	picture, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return picture
}
