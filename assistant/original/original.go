// Package original hands imported files out over HTTP just as they were. They come
// from anywhere, so a browser shows only what cannot act on its own; everything
// else it saves.
package original

import (
	"bytes"
	"encoding/hex"
	"errors"
	"mime"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/corpus/store"
)

// ErrSum says that an address does not name a file.
var ErrSum = errors.New("tên tệp phải là tổng SHA-256 gồm 64 chữ số thập lục phân; hãy mở tệp từ trang của văn bản")

// sendTime is how long sending one file may take on a slow line.
const sendTime = 5 * time.Minute

// ParseSum reads the SHA-256 sum that names a file, in small letters. It returns
// ErrSum for anything else.
func ParseSum(name string) (sum string, err error) {
	raw, err := hex.DecodeString(name)
	if err != nil || len(raw) != 32 {
		return "", ErrSum
	}
	return hex.EncodeToString(raw), nil
}

// Policies of what a file may do in the browser that shows it: nothing. The
// reader of PDF is a plug-in of the browser, which a sandbox keeps from starting.
const (
	policy    = "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
	policyPDF = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)

// Serve answers r with the file of that sum, or a range of it.
func Serve(w http.ResponseWriter, r *http.Request, sum string, file store.FileContent) {
	media, inline := shown(file)
	h := w.Header()
	h.Set("Content-Type", media)
	h.Set("Content-Disposition", disposition(inline, file.Name))
	h.Set("Content-Security-Policy", policy)
	if media == mediaPDF {
		h.Set("Content-Security-Policy", policyPDF)
	}
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "private, no-cache")
	h.Set("ETag", `"`+sum+`"`)
	err := http.NewResponseController(w).SetWriteDeadline(time.Now().Add(sendTime))
	if err != nil && !errors.Is(err, http.ErrNotSupported) {
		return // the connection is gone
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(file.Bytes))
}

const (
	mediaPDF  = "application/pdf"
	mediaText = "text/plain; charset=utf-8"
)

// signatures begin the formats that browsers show safely.
var signatures = map[string]string{
	mediaPDF: "%PDF-", "image/png": "\x89PNG\r\n\x1a\n", "image/jpeg": "\xff\xd8\xff",
}

// shown returns the media type under which the file goes out, and whether the
// browser shows it. What the type claims must be what the bytes are.
func shown(file store.FileContent) (media string, inline bool) {
	claimed, _, err := mime.ParseMediaType(file.Media)
	if err != nil {
		claimed = ""
	}
	if begin, ok := signatures[claimed]; ok && bytes.HasPrefix(file.Bytes, []byte(begin)) {
		return claimed, true
	}
	if claimed == "text/plain" && utf8.Valid(file.Bytes) && !bytes.ContainsRune(file.Bytes, 0) {
		return mediaText, true
	}
	return saved(file.Name), false
}

// savedMedia are the types of files that are saved, by the ends of their names.
var savedMedia = map[string]string{
	"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	"doc":  "application/msword",
	"odt":  "application/vnd.oasis.opendocument.text",
	"rtf":  "application/rtf",
}

func saved(name string) string {
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		if media, ok := savedMedia[strings.ToLower(name[i+1:])]; ok {
			return media
		}
	}
	return "application/octet-stream"
}
