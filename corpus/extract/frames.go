package extract

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	_ "image/gif" // the formats of pictures of pages
	_ "image/jpeg"
	_ "image/png"
	"slices"

	_ "golang.org/x/image/bmp" // more of them
	_ "golang.org/x/image/tiff"
	_ "golang.org/x/image/webp"
)

const (
	maxFrames = 5000        // pages of a TIFF
	maxDots   = 150_000_000 // of a picture before it is unpacked: A0 at 300 dots an inch
)

// frames are the pages of a picture file. In a TIFF each has a directory (TIFF 6.0,
// section 2); the file with that as its first shows the page.
type frames struct {
	raw   []byte
	order binary.ByteOrder
	at    []uint32 // the directories
}

func newFrames(raw []byte) *frames {
	f := &frames{raw: raw}
	switch {
	case len(raw) < 8:
		return f
	case bytes.HasPrefix(raw, []byte("II*\x00")):
		f.order = binary.LittleEndian
	case bytes.HasPrefix(raw, []byte("MM\x00*")):
		f.order = binary.BigEndian
	default:
		return f
	}
	for next := f.order.Uint32(raw[4:]); next != 0 && len(f.at) < maxFrames && !slices.Contains(f.at, next); {
		start := int64(next) + 2
		if start > int64(len(raw)) {
			break
		}
		f.at = append(f.at, next)
		end := start + int64(f.order.Uint16(raw[next:]))*12
		if end+4 > int64(len(raw)) {
			break
		}
		next = f.order.Uint32(raw[end:])
	}
	return f
}

// count is how many pages there are.
func (f *frames) count() int { return max(1, len(f.at)) }

// page decodes page i, once its size is known to be bearable.
func (f *frames) page(i int) (image.Image, error) {
	if len(f.at) > 1 {
		if i == 0 {
			f.raw = slices.Clone(f.raw) // the caller's stay as they are
		}
		f.order.PutUint32(f.raw[4:], f.at[i])
	}
	c, _, err := image.DecodeConfig(bytes.NewReader(f.raw))
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", ErrBroken, err)
	}
	if c.Width <= 0 || c.Height <= 0 || c.Width > maxDots/c.Height {
		return nil, fmt.Errorf("%w: ảnh %d × %d điểm", ErrTooLarge, c.Width, c.Height)
	}
	img, _, err := image.Decode(bytes.NewReader(f.raw))
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", ErrBroken, err)
	}
	return img, nil
}
