package eval

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"unicode/utf8"
)

// maxLine is the longest line read, in bytes. The longest article known has
// about 1 MB; a line beyond this is a broken file, not a question.
const maxLine = 64 << 20

// eachLineOf is eachLine over the file path, named by it.
func eachLineOf(path string, f func(place string, line []byte) error) error {
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("không mở được tệp %s: %w", path, err)
	}
	defer func() { _ = file.Close() }() // only read
	return eachLine(path, file, f)
}

// eachLine calls f for each line of r that is not blank, without a byte order
// mark and the spaces around it. place is "name, dòng 12" and leads every error;
// what f returns is wrapped as ErrFormat. The line is only lent to f.
func eachLine(name string, r io.Reader, f func(place string, line []byte) error) error {
	scanner := bufio.NewScanner(r)
	scanner.Buffer(make([]byte, 0, 64<<10), maxLine)
	number := 0
	for scanner.Scan() {
		number++
		line := scanner.Bytes()
		if number == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff"))
		}
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		place := fmt.Sprintf("%s, dòng %d", name, number)
		if !utf8.Valid(line) {
			return fmt.Errorf("%s: %w: không phải UTF-8, hãy lưu tệp lại theo UTF-8", place, ErrFormat)
		}
		if err := f(place, line); err != nil {
			return fmt.Errorf("%s: %w: %w", place, ErrFormat, err)
		}
	}
	err := scanner.Err()
	switch {
	case errors.Is(err, bufio.ErrTooLong):
		return fmt.Errorf("%s, dòng %d: %w: dòng dài quá %d MB", name, number+1, ErrFormat, maxLine>>20)
	case err != nil:
		return fmt.Errorf("%s, sau dòng %d: không đọc được: %w", name, number, err)
	}
	return nil
}
