package starter

import (
	"errors"
	"fmt"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// act is the file form of one document.
type act struct {
	Number    corpus.Number      `json:"number"`
	Kind      corpus.Kind        `json:"kind"`
	Title     string             `json:"title"`
	Issuer    string             `json:"issuer"`
	Issued    corpus.Date        `json:"issued"`
	Effective corpus.Date        `json:"effective"`
	Until     corpus.Date        `json:"until,omitzero"` // the day on which a later act takes its place
	Address   string             `json:"address"`        // official page
	Edition   corpus.Date        `json:"edition"`        // the data that the digest was held against goes up to this day
	AmendedBy []corpus.Amendment `json:"amended_by"`
	Articles  []article          `json:"articles"`
}

// article is the file form of one Điều.
type article struct {
	Label      string             `json:"label"`
	Heading    string             `json:"heading"`
	From       corpus.Date        `json:"from,omitzero"` // when it differs from the act's
	Omits      []string           `json:"omits"`         // what the digest leaves out: "4" a khoản, "2a" điểm a of khoản 2
	Body       []string           `json:"body"`          // one line a paragraph, khoản ("2. …") or điểm ("đ) …")
	Amendments []corpus.Amendment `json:"amendments"`
	CrossRefs  []corpus.CrossRef  `json:"cross_refs"`
}

func (a act) document() (corpus.Document, error) {
	d := corpus.Document{
		ID:     corpus.NewDocumentID(a.Kind, a.Number, a.Title),
		Number: a.Number, Kind: a.Kind, Title: a.Title, Issuer: a.Issuer,
		Issued: a.Issued, Effective: a.Effective,
		Source:  corpus.Source{Name: Name, Edition: a.Edition, Address: a.Address},
		Partial: true, Digest: true,
		Amendedby: a.AmendedBy,
	}
	seen := map[string]bool{}
	for _, in := range a.Articles {
		out, err := in.article(a)
		if err == nil && seen[out.Key] {
			err = errors.New("lặp lại")
		}
		if err != nil {
			return d, fmt.Errorf("Điều %s: %w", in.Label, err)
		}
		seen[out.Key] = true
		d.Articles = append(d.Articles, out)
	}
	return d, a.check()
}

// check tells what an act lacks to be cited.
func (a act) check() error {
	switch {
	case a.Number == "" || a.Kind == "" || a.Title == "" || a.Issuer == "":
		return errors.New("thiếu số hiệu, loại, tên hoặc cơ quan ban hành")
	case a.Issued.IsZero() || a.Effective.IsZero() || a.Edition.IsZero():
		return errors.New("thiếu ngày ban hành, ngày hiệu lực hoặc ngày đối chiếu")
	case !official(a.Address):
		return fmt.Errorf("địa chỉ %q không phải trang chính thức", a.Address)
	case len(a.Articles) == 0:
		return errors.New("không có điều nào")
	case !a.Until.IsZero() && a.ending() == nil:
		return errors.New("có ngày hết hiệu lực mà không có văn bản thay thế từ ngày đó")
	}
	return nil
}

// ending is the amendment that sets Until.
func (a act) ending() *corpus.Amendment {
	for i, m := range a.AmendedBy {
		if !a.Until.IsZero() && m.Effective == a.Until && !m.Partly {
			return &a.AmendedBy[i]
		}
	}
	return nil
}

func (in article) article(a act) (corpus.Article, error) {
	out := corpus.Article{
		Key: in.Label, Label: in.Label, Heading: in.Heading,
		InForce:    corpus.Validity{From: a.Effective, Until: a.Until, EndedBy: a.ending()},
		Amendments: in.Amendments, CrossRefs: in.CrossRefs, Address: a.Address,
	}
	if !in.From.IsZero() {
		out.InForce.From = in.From
	}
	if in.Label == "" || in.Heading == "" {
		return out, errors.New("thiếu số hoặc tên điều")
	}
	var err error
	out.Body, err = parseBody(in.Body)
	if note := omission(in.Omits); note != "" {
		out.Body = append(out.Body, corpus.Node{Level: corpus.LevelParagraph, Text: note})
	}
	return out, err
}

// omission says what the digest leaves out, so that a reader does not take it for all.
func omission(omits []string) string {
	if len(omits) == 0 {
		return ""
	}
	places := make([]string, len(omits))
	for i, o := range omits {
		places[i] = "khoản " + o
		if point := strings.TrimLeft(o, "0123456789"); point != "" {
			places[i] = "điểm " + point + " khoản " + strings.TrimSuffix(o, point)
		}
	}
	return "(Bản tóm lược không nêu " + strings.Join(places, ", ") + ".)"
}

// official tells whether the address is a page of the state.
func official(address string) bool {
	for _, site := range []string{
		"https://vbpl.vn/", "https://phapdien.moj.gov.vn/", "https://vanban.chinhphu.vn/", "https://dichvucong.gov.vn/",
	} {
		if strings.HasPrefix(address, site) {
			return true
		}
	}
	return false
}

// checkProcedure tells what a procedure lacks to be cited.
func checkProcedure(p corpus.Procedure) error {
	switch {
	case p.Code == "" || p.Name == "" || p.Decision == "" || p.Agency == "":
		return errors.New("thiếu mã, tên, quyết định công bố hoặc cơ quan công bố")
	case p.Province != "" || p.Provincial:
		return errors.New("thủ tục riêng của một tỉnh")
	case p.Steps == "" || len(p.Filings) == 0 || len(p.Dossier) == 0 || len(p.Basis) == 0:
		return errors.New("thiếu trình tự, cách thức, hồ sơ hoặc căn cứ")
	case p.Source.Edition.IsZero() || !official(p.Source.Address):
		return fmt.Errorf("thiếu ngày dữ liệu, hoặc địa chỉ %q không phải trang chính thức", p.Source.Address)
	}
	return nil
}
