package ocr

import (
	"image"

	"github.com/trolycongvu/congvu/corpus/extract/pdf/layout"
)

const (
	ruleLength = 36.0 // points: longer than any stroke of a letter
	ruleWidth  = 5.0  // points: thicker ink is an area
	ruleGap    = 1.5  // points of paper that a rule may lack
	maxRules   = 2000 // more are a picture
)

// rules finds the straight lines across and down the page that tables are drawn with.
func rules(g *image.Gray, dpi float64) []layout.Rule {
	t := threshold(g)
	w, h := g.Rect.Dx(), g.Rect.Dy()
	points := 72 / dpi
	across := dashes(h, w, points, func(line, i int) bool { return g.Pix[line*g.Stride+i] <= t })
	down := dashes(w, h, points, func(line, i int) bool { return g.Pix[i*g.Stride+line] <= t })
	if len(across)+len(down) > maxRules {
		return nil
	}
	var all []layout.Rule
	for _, d := range across {
		y := float64(d.first+d.last) / 2 * points
		all = append(all, layout.Rule{X0: float64(d.from) * points, Y0: y, X1: float64(d.to) * points, Y1: y})
	}
	for _, d := range down {
		x := float64(d.first+d.last) / 2 * points
		all = append(all, layout.Rule{X0: x, Y0: float64(d.from) * points, X1: x, Y1: float64(d.to) * points})
	}
	return all
}

// dash is a long run of ink along lines of dots, from dot to dot and from the first
// line to the last.
type dash struct{ first, last, from, to int }

// dashes finds long runs of ink, those on neighbouring lines taken together.
func dashes(lines, length int, points float64, dark func(line, i int) bool) []dash {
	var done, open []dash
	for line := range lines {
		for _, r := range runs(length, points, func(i int) bool { return dark(line, i) }) {
			r.first, r.last = line, line
			open = grow(open, r)
		}
		kept := open[:0]
		for _, d := range open {
			switch {
			case line-d.last <= 2:
				kept = append(kept, d)
			case float64(d.last-d.first)*points <= ruleWidth:
				done = append(done, d)
			}
		}
		open = kept
		if len(done) > maxRules {
			break
		}
	}
	for _, d := range open {
		if float64(d.last-d.first)*points <= ruleWidth {
			done = append(done, d)
		}
	}
	return done
}

// grow adds a run to the dash that it touches, or opens another.
func grow(open []dash, r dash) []dash {
	for i, d := range open {
		if r.from <= d.to && d.from <= r.to {
			open[i].last, open[i].from, open[i].to = r.last, min(d.from, r.from), max(d.to, r.to)
			return open
		}
	}
	return append(open, r)
}

// runs are the long runs of ink on one line of dots.
func runs(length int, points float64, dark func(i int) bool) []dash {
	least, gap := int(ruleLength/points), max(1, int(ruleGap/points))
	var all []dash
	from, to := -1, -1
	for i := 0; i <= length; i++ {
		if i < length && dark(i) {
			if from < 0 {
				from = i
			}
			to = i
			continue
		}
		if from >= 0 && (i == length || i-to > gap) {
			if to-from >= least {
				all = append(all, dash{from: from, to: to})
			}
			from = -1
		}
	}
	return all
}
