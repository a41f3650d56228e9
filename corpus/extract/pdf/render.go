package pdf

import (
	"context"
	"fmt"
	"image"
	"image/draw"
	"math"

	"github.com/klippa-app/go-pdfium/requests"
)

// maxPixels bounds the image of a page: A4 at 600 dots an inch has 35 million.
const maxPixels = 36_000_000

// Render draws page number n, from 1, in shades of grey at dpi dots an inch, without
// the annotations over it. A page too large for that is drawn smaller; the second
// value is the dots an inch that it has.
func (d *Document) Render(ctx context.Context, n int, dpi float64) (*image.Gray, float64, error) {
	if n < 1 || n > d.pages {
		return nil, 0, fmt.Errorf("không có trang %d: tệp có %d trang", n, d.pages)
	}
	var gray *image.Gray
	err := d.do(ctx, fmt.Sprintf("vẽ trang %d", n), func(context.Context) error {
		size, err := d.instance.GetPageSize(&requests.GetPageSize{Page: d.page(n - 1)})
		if err != nil {
			return fmt.Errorf("%w: trang %d: %w", ErrBroken, n, err)
		}
		if !finite(size.Width, size.Height) || size.Width <= 0 || size.Height <= 0 {
			return fmt.Errorf("%w: trang %d không có kích thước", ErrBroken, n)
		}
		if pixels := size.Width * size.Height / 72 / 72 * dpi * dpi; pixels > maxPixels {
			dpi *= math.Sqrt(maxPixels / pixels)
		}
		width := max(1, int(size.Width/72*dpi))
		height := max(1, int(size.Height/72*dpi))
		if width > maxPixels/height {
			return fmt.Errorf("%w: trang %d dài %.0f × %.0f điểm", ErrTooLarge, n, size.Width, size.Height)
		}
		drawn, err := d.instance.RenderPageInPixels(&requests.RenderPageInPixels{
			Page: d.page(n - 1), Width: width, Height: height, ImageFormat: requests.RenderImageFormatGrayscale,
		})
		if err != nil {
			return fmt.Errorf("%w: không vẽ được trang %d: %w", ErrBroken, n, err)
		}
		defer drawn.Cleanup()
		// The image lies in the memory of the reader until then.
		gray = image.NewGray(drawn.Result.RenderedImage.Bounds())
		draw.Draw(gray, gray.Rect, drawn.Result.RenderedImage, gray.Rect.Min, draw.Src)
		return nil
	})
	return gray, dpi, err
}
