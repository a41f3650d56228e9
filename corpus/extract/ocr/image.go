package ocr

import (
	"image"
	"image/color"
	"math"
)

const (
	// minSide is the side of the smallest image that can hold a page, in dots.
	minSide = 24
	// Pages of less than leastDPI are brought to readDPI. More does not help: on nine
	// real pages of 200 dots an inch enlarging to 300 changes nothing but the time.
	leastDPI = 180.0
	readDPI  = 250.0
	// maxSkew is how far a page may stand askew to be set straight, in degrees.
	maxSkew = 6.0
	// maxPixels bounds what is given to Tesseract: A4 at 600 dots an inch.
	maxPixels = 36_000_000
	white     = 0xFF
)

// toGray makes an image grey; what is transparent is paper.
func toGray(img image.Image) *image.Gray {
	b := img.Bounds()
	if g, ok := img.(*image.Gray); ok {
		return g
	}
	g := image.NewGray(image.Rect(0, 0, b.Dx(), b.Dy()))
	for y := range b.Dy() {
		row := g.Pix[y*g.Stride:]
		for x := range b.Dx() {
			row[x] = grey(img.At(b.Min.X+x, b.Min.Y+y))
		}
	}
	return g
}

func grey(c color.Color) uint8 {
	r, g, b, a := c.RGBA()
	r, g, b = r+0xFFFF-a, g+0xFFFF-a, b+0xFFFF-a
	return uint8((19595*r + 38470*g + 7471*b + 1<<15) >> 24)
}

// guessDPI is the resolution of an image that shows a whole sheet of A4.
func guessDPI(g *image.Gray) float64 {
	long, short := float64(max(g.Rect.Dx(), g.Rect.Dy())), float64(min(g.Rect.Dx(), g.Rect.Dy()))
	return min(600, max(72, max(long/11.69, short/8.27)))
}

// threshold is the shade that best parts ink from paper (Otsu, 1979).
func threshold(g *image.Gray) uint8 {
	var count [256]int
	for y := range g.Rect.Dy() {
		for _, v := range g.Pix[y*g.Stride : y*g.Stride+g.Rect.Dx()] {
			count[v]++
		}
	}
	total, sum := 0, 0.0
	for v, n := range count {
		total += n
		sum += float64(v * n)
	}
	best, at := -1.0, 127
	dark, darkSum := 0, 0.0
	for v, n := range count {
		dark += n
		darkSum += float64(v * n)
		light := total - dark
		if dark == 0 || light == 0 {
			continue
		}
		d := darkSum/float64(dark) - (sum-darkSum)/float64(light)
		if between := float64(dark) * float64(light) * d * d; between > best {
			best, at = between, v
		}
	}
	return uint8(at)
}

// shrink makes an image n times smaller by the mean of n by n dots.
func shrink(g *image.Gray, n int) *image.Gray {
	w, h := g.Rect.Dx()/n, g.Rect.Dy()/n
	out := image.NewGray(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			sum := 0
			for dy := range n {
				from := (y*n+dy)*g.Stride + x*n
				for _, v := range g.Pix[from : from+n] {
					sum += int(v)
				}
			}
			out.Pix[y*out.Stride+x] = uint8(sum / (n * n))
		}
	}
	return out
}

// prepare turns the page by -angle degrees and brings it to the resolution for
// reading; the second value is by how much it was enlarged.
func prepare(g *image.Gray, angle, dpi float64) (*image.Gray, float64) {
	scale := 1.0
	if dpi > 0 && dpi < leastDPI {
		scale = readDPI / dpi
	}
	w, h := float64(g.Rect.Dx()), float64(g.Rect.Dy())
	scale = min(scale, math.Sqrt(maxPixels/(w*h)))
	if scale == 1 && math.Abs(angle) < 0.05 {
		return g, 1
	}
	out := image.NewGray(image.Rect(0, 0, int(w*scale), int(h*scale)))
	sin, cos := math.Sincos(angle * math.Pi / 180)
	for y := range out.Rect.Dy() {
		v := (float64(y)+0.5)/scale - h/2
		row := out.Pix[y*out.Stride : y*out.Stride+out.Rect.Dx()]
		for x := range row {
			u := (float64(x)+0.5)/scale - w/2
			row[x] = sample(g, u*cos-v*sin+w/2-0.5, u*sin+v*cos+h/2-0.5)
		}
	}
	return out, scale
}

// sample is the shade between dots; beside the page is paper.
func sample(g *image.Gray, x, y float64) uint8 {
	x0, y0 := int(math.Floor(x)), int(math.Floor(y))
	if x0 < 0 || y0 < 0 || x0+1 >= g.Rect.Dx() || y0+1 >= g.Rect.Dy() {
		if x0 < -1 || y0 < -1 || x0 >= g.Rect.Dx() || y0 >= g.Rect.Dy() {
			return white
		}
		return g.Pix[min(max(y0, 0), g.Rect.Dy()-1)*g.Stride+min(max(x0, 0), g.Rect.Dx()-1)]
	}
	fx, fy := x-float64(x0), y-float64(y0)
	i := y0*g.Stride + x0
	top := float64(g.Pix[i])*(1-fx) + float64(g.Pix[i+1])*fx
	bottom := float64(g.Pix[i+g.Stride])*(1-fx) + float64(g.Pix[i+g.Stride+1])*fx
	return uint8(top*(1-fy) + bottom*fy + 0.5)
}

// turn turns an image by quarters clockwise.
func turn(g *image.Gray, quarters int) *image.Gray {
	w, h := g.Rect.Dx(), g.Rect.Dy()
	ow, oh := w, h
	if quarters%2 == 1 {
		ow, oh = h, w
	}
	out := image.NewGray(image.Rect(0, 0, ow, oh))
	for y := range oh {
		for x := range ow {
			var sx, sy int
			switch quarters & 3 {
			case 1:
				sx, sy = y, h-1-x
			case 2:
				sx, sy = w-1-x, h-1-y
			case 3:
				sx, sy = w-1-y, x
			default:
				sx, sy = x, y
			}
			out.Pix[y*out.Stride+x] = g.Pix[sy*g.Stride+sx]
		}
	}
	return out
}
