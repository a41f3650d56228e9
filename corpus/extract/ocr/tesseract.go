package ocr

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// maxOutput bounds what Tesseract may say of one page.
const maxOutput = 64 << 20

// run reads an image with Tesseract and returns what it writes.
func (r *Reader) run(ctx context.Context, img *image.Gray, dpi float64, mode string, output ...string) ([]byte, error) {
	language := "vie"
	if mode == "0" {
		language = "osd"
	}
	args := []string{"stdin", "stdout", "-l", language, "--psm", mode, "--dpi", strconv.Itoa(max(70, int(dpi)))}
	cmd := exec.CommandContext(ctx, r.program, append(args, output...)...) //nolint:gosec // its arguments are ours
	// One thread a page: pages are read side by side.
	cmd.Env = append(os.Environ(), "OMP_THREAD_LIMIT=1")
	cmd.WaitDelay = time.Second
	cmd.Stdin = bytes.NewReader(pgm(img))
	out, complaint := &limited{max: maxOutput}, &limited{max: 64 << 10}
	cmd.Stdout, cmd.Stderr = out, complaint
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		return nil, fmt.Errorf("%w: tesseract: %w: %s", ErrBroken, err, lastLine(complaint.String()))
	}
	return out.Bytes(), nil
}

func lastLine(s string) string {
	s = strings.TrimSpace(s)
	return s[strings.LastIndexByte(s, '\n')+1:]
}

// pgm is the image in the portable graymap format, which costs no time to write.
func pgm(g *image.Gray) []byte {
	w, h := g.Rect.Dx(), g.Rect.Dy()
	raw := fmt.Appendf(make([]byte, 0, w*h+32), "P5\n%d %d\n255\n", w, h)
	for y := range h {
		raw = append(raw, g.Pix[y*g.Stride:y*g.Stride+w]...)
	}
	return raw
}

var (
	rotateLine     = regexp.MustCompile(`(?m)^Rotate: (\d+)`)
	orientationFit = regexp.MustCompile(`(?m)^Orientation confidence: ([\d.]+)`)
)

// orientation is by how many quarters clockwise a page must be turned to be upright;
// 0 when that is not known.
func (r *Reader) orientation(ctx context.Context, g *image.Gray) int {
	out, err := r.run(ctx, g, readDPI, "0")
	if err != nil {
		return 0
	}
	rotate, fit := rotateLine.FindSubmatch(out), orientationFit.FindSubmatch(out)
	if rotate == nil || fit == nil {
		return 0
	}
	degrees, err := strconv.Atoi(string(rotate[1]))
	sure, ferr := strconv.ParseFloat(string(fit[1]), 64)
	if err != nil || ferr != nil || sure < 1 {
		return 0
	}
	return degrees / 90 % 4
}

// limited keeps what a program writes, up to max bytes.
type limited struct {
	bytes.Buffer
	max int
}

func (l *limited) Write(p []byte) (int, error) {
	if l.Len()+len(p) > l.max {
		return 0, errors.New("quá nhiều chữ")
	}
	return l.Buffer.Write(p)
}
