package ocr

import (
	"image"
	"math"
)

// point is a dark dot.
type point struct{ x, y float64 }

// skew finds by how many degrees the lines of a page fall to the right (clockwise),
// from the projection of its dark dots: looked along the lines, ink and gaps alternate
// most sharply. 0 when the page has too little ink to tell.
func skew(g *image.Gray) float64 {
	n := max(1, g.Rect.Dx()/800)
	if n > 1 {
		g = shrink(g, n)
	}
	dots := inked(g)
	if len(dots) < 500 {
		return 0
	}
	best, score := 0.0, sharpness(dots, 0, g.Rect)
	level := score
	for a := -maxSkew; a <= maxSkew; a += 0.25 {
		if s := sharpness(dots, a, g.Rect); s > score {
			best, score = a, s
		}
	}
	from := best
	for a := from - 0.25; a <= from+0.25; a += 0.05 {
		if s := sharpness(dots, a, g.Rect); s > score {
			best, score = a, s
		}
	}
	if score < 1.02*level || math.Abs(best) >= maxSkew {
		return 0
	}
	return best
}

// inked are the dark dots of a page away from its edges, where scanners leave shadows.
func inked(g *image.Gray) []point {
	t := threshold(g)
	w, h := g.Rect.Dx(), g.Rect.Dy()
	var dots []point
	for y := h / 40; y < h-h/40; y++ {
		for x := w / 40; x < w-w/40; x++ {
			if g.Pix[y*g.Stride+x] <= t {
				dots = append(dots, point{float64(x), float64(y)})
			}
		}
	}
	return dots
}

// sharpness is the sum of the squared steps of the projection along lines that fall by
// angle degrees.
func sharpness(dots []point, angle float64, page image.Rectangle) float64 {
	slope := math.Tan(angle * math.Pi / 180)
	offset := math.Abs(slope) * float64(page.Dx())
	rows := make([]float64, page.Dy()+int(2*offset)+2)
	for _, d := range dots {
		rows[int(d.y-d.x*slope+offset)]++
	}
	sum := 0.0
	for i := 1; i < len(rows); i++ {
		d := rows[i] - rows[i-1]
		sum += d * d
	}
	return sum
}
