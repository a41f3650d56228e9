package web

import (
	"bytes"
	"compress/flate"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"

	"github.com/trolycongvu/congvu/assistant/basis"
)

// seal lets a page carry a report back and forth, so that it can be downloaded though
// nothing of the draft is kept here. Only what this process made opens again.
type seal struct{ key []byte }

func newSeal() seal {
	key := make([]byte, sha256.Size)
	if _, err := rand.Read(key); err != nil {
		panic(err) // rand.Read never fails
	}
	return seal{key}
}

// errSeal says that a report was not made by this process.
var errSeal = errors.New("kết quả không còn dùng được")

const (
	largestReport = 32 << 20 // bytes of a report as JSON
	maxSealed     = 4 << 20  // bytes of a report as a page carries it
)

// closed is the report as a word of letters, digits, "-" and "_"; empty when the report
// is too long to be carried.
func (s seal) closed(r basis.Report) (string, error) {
	body, err := json.Marshal(r)
	if err != nil || len(body) >= largestReport {
		return "", err
	}
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestSpeed)
	if err != nil {
		return "", err
	}
	if _, err := w.Write(body); err != nil {
		return "", err
	}
	if err := w.Close(); err != nil {
		return "", err
	}
	if b.Len() > maxSealed/2 {
		return "", nil
	}
	return base64.RawURLEncoding.EncodeToString(append(s.sum(b.Bytes()), b.Bytes()...)), nil
}

// open reads what closed wrote; anything else is errSeal.
func (s seal) open(word string) (basis.Report, error) {
	raw, err := base64.RawURLEncoding.DecodeString(word)
	if err != nil || len(raw) < sha256.Size || !hmac.Equal(raw[:sha256.Size], s.sum(raw[sha256.Size:])) {
		return basis.Report{}, errSeal
	}
	body, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(raw[sha256.Size:])), largestReport))
	if err != nil {
		return basis.Report{}, err
	}
	var r basis.Report
	return r, json.Unmarshal(body, &r)
}

func (s seal) sum(b []byte) []byte {
	h := hmac.New(sha256.New, s.key)
	h.Write(b)
	return h.Sum(nil)
}
