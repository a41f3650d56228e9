package store

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// maxLine is the longest line of a file of approved answers, in bytes.
const maxLine = 1 << 20

// ReadApproved reads approved answers written as JSON lines and calls do with every
// one, or with what is wrong with its line: a line that is bad does not hide the ones
// after it. Empty lines are passed over. An
// answer that was exported as stale or withdrawn is bad. A line without an identifier gets one from its first question,
// so that reading the file again gives the same answers. An error of do ends it.
func ReadApproved(r io.Reader, do func(line int, a Approved, bad error) error) error {
	in := bufio.NewReaderSize(r, 64<<10)
	for n := 1; ; n++ {
		line, long, err := readLine(in)
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("không đọc được tệp: %w", err)
		}
		ended := err != nil
		if n == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff"))
		}
		switch {
		case long:
			err = do(n, Approved{}, invalid("dòng", "dài quá %d byte", maxLine))
		case len(bytes.TrimSpace(line)) > 0:
			a, bad := parseApproved(line)
			err = do(n, a, bad)
		default:
			err = nil
		}
		if err != nil || ended {
			return err
		}
	}
}

// readLine reads a line without keeping more of it than maxLine.
func readLine(in *bufio.Reader) (line []byte, long bool, err error) {
	for {
		part, err := in.ReadSlice('\n')
		if long = long || len(line)+len(part) > maxLine; !long {
			line = append(line, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, long, err
		}
	}
}

func parseApproved(line []byte) (a Approved, err error) {
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	if err := d.Decode(&a); err != nil {
		return Approved{}, invalid("dòng", "không phải JSON đúng mẫu: %v", err)
	}
	if d.More() {
		return Approved{}, invalid("dòng", "có chữ thừa sau đối tượng JSON")
	}
	if a.State != "" && a.State != Current {
		return Approved{}, invalid("state", "câu đã %s không nạp được; phê duyệt lại và bỏ mục state", a.State.vietnamese())
	}
	a.tidy()
	return a, a.check()
}

// tidy brings what was read to the form that is kept.
func (a *Approved) tidy() {
	a.State, a.Reason = "", ""
	a.Changed = timeOf(0)
	for i, q := range a.Questions {
		a.Questions[i] = strings.Join(strings.Fields(viet.Normalize(q)), " ")
	}
	for i, s := range a.Sentences {
		a.Sentences[i].Text = strings.TrimSpace(viet.Normalize(s.Text))
	}
	for i, c := range a.Citations {
		a.Citations[i] = ApprovedCitation{Ref: strings.Join(strings.Fields(viet.Normalize(c.Ref)), " "), SHA256: strings.ToLower(c.SHA256)}
	}
	if a.ID == "" && len(a.Questions) > 0 {
		sum := sha256.Sum256([]byte(viet.Fold(a.Questions[0])))
		a.ID = "q-" + hex.EncodeToString(sum[:8])
	}
}

// WriteApproved writes all approved answers as JSON lines, as ReadApproved reads them.
func (s *Store) WriteApproved(ctx context.Context, w io.Writer) (n int, err error) {
	list, err := s.ApprovedAnswers(ctx, "")
	if err != nil {
		return 0, err
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for _, a := range list {
		if err := e.Encode(a); err != nil {
			return n, fmt.Errorf("không ghi được bản trích xuất: %w", err)
		}
		n++
	}
	return n, nil
}
