package extract

import (
	"context"
	"fmt"
)

func readPDF(context.Context, *file) (Text, error) {
	return Text{}, fmt.Errorf("%w: PDF", ErrUnknownFormat)
}

func readImage(context.Context, *file) (Text, error) {
	return Text{}, fmt.Errorf("%w: ảnh", ErrUnknownFormat)
}
