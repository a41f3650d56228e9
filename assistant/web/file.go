package web

import (
	"errors"
	"net/http"
	"strings"

	"github.com/trolycongvu/congvu/assistant/original"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
)

// errNoFile says that the corpus does not keep the file.
var errNoFile = errors.New("tệp không có trong kho")

// file hands an imported file out.
func (p *Pages) file(w http.ResponseWriter, r *http.Request) {
	sum, err := original.ParseSum(r.PathValue("sha256"))
	if err == nil {
		var file store.FileContent
		if file, err = p.Corpus.File(r.Context(), sum); err == nil {
			original.Serve(w, r, sum, file)
			return
		}
		if errors.Is(err, store.ErrNotFound) {
			err = errNoFile
		}
	}
	p.serve(func(*http.Request) (page, error) { return page{}, err })(w, r)
}

// opens tells whether a browser shows files of the format.
func opens(format string) bool {
	switch format {
	case "pdf", "image", "txt", "md":
		return true
	}
	return false
}

// openFile names the link to a file, at the page if that is not 0.
func openFile(f corpus.File, page int) string {
	words := "Tải tệp gốc"
	if opens(f.Format) {
		words = "Mở tệp gốc"
	}
	switch {
	case page > 0 && f.Format == "pdf":
		words += " tại trang " + count(page)
	case page > 0:
		words += " (trang " + count(page) + ")"
	}
	return words
}

// howRead says what the text of the document was read from.
func howRead(f corpus.File) string {
	parts := []string{"tệp " + strings.ToUpper(f.Format)}
	if f.Pages > 0 {
		parts = append(parts, count(f.Pages)+" trang")
	}
	if f.Confidence > 0 {
		return strings.Join(append(parts, "nhận dạng chữ từ ảnh, độ tin cậy "+percent(f.Confidence)+": cần đối chiếu với bản gốc"), " · ")
	}
	return strings.Join(append(parts, "đọc từ chữ có sẵn trong tệp"), " · ")
}
