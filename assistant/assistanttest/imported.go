package assistanttest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
)

// Files are the made-up files that the documents of NewImported were read from.
var Files = map[string]store.FileContent{
	"quy-trinh": {Name: "07. Cấp thẻ quan trắc viên.doc", Media: "application/octet-stream", Bytes: []byte("\xd0\xcf\x11\xe0 quy trình")},
	"thong-tu":  {Name: "thông tư 12.pdf", Media: "application/pdf", Bytes: []byte("%PDF-1.7 thông tư 12")},
	"quet":      {Name: "bản quét.pdf", Media: "application/pdf", Bytes: []byte("%PDF-1.7 ảnh quét")},
	"trang":     {Name: "trang.html", Media: "text/html; charset=utf-8", Bytes: []byte("<script>alert(1)</script>")},
}

// FileOf is how a document names one of Files.
func FileOf(name string) corpus.File {
	sum := sha256.Sum256(Files[name].Bytes)
	f := corpus.File{Name: Files[name].Name, SHA256: hex.EncodeToString(sum[:])}
	switch name {
	case "quy-trinh":
		f.Format, f.Reader = "doc", "msdoc"
	case "thong-tu":
		f.Format, f.Reader, f.Pages = "pdf", "pdfium", 12
	case "quet":
		f.Format, f.Reader, f.Pages, f.Confidence = "pdf", "pdfium+ocr", 3, 0.93
	case "trang":
		f.Format, f.Reader = "html", "html"
	}
	return f
}

// NewImported returns the made-up corpus with documents imported from Files.
func NewImported() Library {
	lib, ctx := NewLibrary(), context.Background()
	im, err := lib.BeginImport(ctx, store.ImportInfo{Source: "file", Checksum: "imported"})
	must(err)
	for name, content := range Files {
		must(im.PutFile(ctx, FileOf(name).SHA256, content))
	}
	for _, d := range imported() {
		_, err := im.PutDocument(ctx, d)
		must(err)
	}
	_, err = im.Finish(ctx, false)
	must(err)
	_, err = lib.SetOutlooks(ctx, []corpus.Outlook{amendedOutlook()})
	must(err)
	return lib
}

// NewWithImported returns an Assistant over NewImported.
func NewWithImported() *assistant.Assistant {
	lib := NewImported()
	return assistant.New(assistant.Config{Corpus: lib, Search: Search{lib}, Clock: Clock})
}

func imported() []corpus.Document {
	return []corpus.Document{process(), newCircular(), endedCircular(), suspendedCircular(), comingCircular(), scanned(), amended(), webPage()}
}

var file = corpus.Source{Name: "file"}

// unit is an article that is no Điều.
func unit(label, heading string, body ...corpus.Node) corpus.Article {
	return corpus.Article{Key: label, Label: label, Heading: heading, Body: body}
}

// process is a quy trình without Điều.
func process() corpus.Document {
	return corpus.Document{
		ID: "qt-07-tttv", Number: "QT 07/TTTV", Kind: "Quy trình", Title: "Cấp thẻ quan trắc viên", Issuer: "Sở Thủy nông", Issued: 20250707,
		Source: file, File: FileOf("quy-trinh"), Signatory: "Trần Thị Bến",
		Recipients: []string{"Như trên;", "Lưu: VT."},
		Preamble:   []corpus.Node{{Level: corpus.LevelTable, Text: "SỞ THỦY NÔNG | QUY TRÌNH\nNgày ban hành | 07/7/2025"}},
		Closing:    []corpus.Node{paragraph("GIÁM ĐỐC")},
		Articles: []corpus.Article{
			unit("Mục 1", "MỤC ĐÍCH", paragraph("Thống nhất cách cấp thẻ quan trắc viên.")),
			unit("Mục 5.2", "", paragraph("Lệ phí của quy trình do địa phương quy định.")),
			unit("Mục 5.3", "Các bước", corpus.Node{Level: corpus.LevelTable, Text: "TT | Nội dung | Người làm", Children: []corpus.Node{
				{Level: corpus.LevelClause, Label: "1", Marker: "1. |", Text: "Tiếp nhận | Văn thư"},
				{Level: corpus.LevelClause, Label: "2", Marker: "2. |", Text: "Thẩm tra | Chuyên viên"},
			}}),
			unit("Phụ lục I", "Mẫu thẻ", paragraph("Thẻ hình chữ nhật, nền xanh.")),
		},
		Steps: []corpus.Step{
			{Label: "Bước 1", Text: "Tiếp nhận hồ sơ", Who: "Văn thư", Time: "0,5 ngày", Article: "Mục 5.3"},
			{Label: "Bước 2", Text: "Thẩm tra", Who: "Chuyên viên", Forms: []string{"BM 01", "BM 02"}, Article: "Mục 5.3"},
		},
	}
}

// newCircular was read from a PDF with pages.
func newCircular() corpus.Document {
	const from = 20260101
	a := article("1", "Bảo dưỡng máy đo gió", from, paragraph("Máy đo gió được bảo dưỡng mỗi quý một lần."))
	a.Page = 2
	end := article("2", "Hiệu lực", from, paragraph("Thông tư số 05/2015/TT-BTN hết hiệu lực, trừ Điều 9."))
	end.Page = 3
	return corpus.Document{
		ID: "12-2025-tt-btn", Number: "12/2025/TT-BTN", Kind: corpus.KindCircular, Title: "Quy định bảo dưỡng máy đo gió", Issuer: "Bộ Thủy nông",
		Issued: 20251120, Effective: from, Source: file, File: FileOf("thong-tu"), Signatory: "Lê Văn Sông",
		Basis: []corpus.Ref{
			{Kind: corpus.KindDecree, Number: "901/2019/NĐ-CP"},
			{Kind: corpus.KindLaw, Title: "Khí quyển", Year: 1999},
		},
		Articles: []corpus.Article{a, end},
		Amends:   []corpus.Amendment{endOfCircular()},
	}
}

func endOfCircular() corpus.Amendment {
	return corpus.Amendment{
		Kinds:     []corpus.AmendmentKind{corpus.AmendRepeal},
		Target:    corpus.Ref{Kind: corpus.KindCircular, Number: "05/2015/TT-BTN"},
		By:        corpus.Ref{Kind: corpus.KindCircular, Number: "12/2025/TT-BTN", Article: "2"},
		Effective: 20260101, Except: "trừ Điều 9",
	}
}

// endedCircular says more on the subject of newCircular, and ended as a whole.
func endedCircular() corpus.Document {
	end := endOfCircular()
	return corpus.Document{
		ID: "05-2015-tt-btn", Number: "05/2015/TT-BTN", Kind: corpus.KindCircular, Title: "Quy định bảo dưỡng máy đo gió và máy đo gió giật",
		Issuer: "Bộ Thủy nông", Issued: 20150110, Effective: 20150301, Source: file, File: FileOf("thong-tu"),
		InForce:   corpus.Validity{From: 20150301, Until: 20260101, EndedBy: &end},
		Amendedby: []corpus.Amendment{end},
		Articles: []corpus.Article{
			article("3", "Bảo dưỡng máy đo gió", 20150301, paragraph("Máy đo gió được bảo dưỡng mỗi năm một lần; bảo dưỡng máy đo gió giật mỗi năm hai lần.")),
		},
	}
}

func suspendedCircular() corpus.Document {
	return corpus.Document{
		ID: "06-2016-tt-btn", Number: "06/2016/TT-BTN", Kind: corpus.KindCircular, Title: "Quy định chụp ảnh mây", Issuer: "Bộ Thủy nông",
		Issued: 20160110, Effective: 20160301, Source: file, File: FileOf("thong-tu"), InForce: corpus.Validity{From: 20160301},
		Amendedby: []corpus.Amendment{{
			Kinds: []corpus.AmendmentKind{corpus.AmendSuspend}, Effective: 20250901, Until: 20270301,
			By: corpus.Ref{Kind: corpus.KindResolution, Number: "77/2025/NQ-CP", Article: "1"},
		}},
		Articles: []corpus.Article{article("1", "Chụp ảnh mây", 20160301, paragraph("Ảnh mây được chụp lúc bình minh."))},
	}
}

func comingCircular() corpus.Document {
	return corpus.Document{
		ID: "01-2026-tt-btn", Number: "01/2026/TT-BTN", Kind: corpus.KindCircular, Title: "Quy định thả bóng thám không", Issuer: "Bộ Thủy nông",
		Issued: 20260110, Effective: 20260701, Source: file, File: FileOf("thong-tu"), InForce: corpus.Validity{From: 20260701},
		Articles: []corpus.Article{article("1", "Thả bóng", 20260701, paragraph("Bóng thám không được thả vào buổi trưa."))},
	}
}

func scanned() corpus.Document {
	a := article("1", "Sơn cột mốc", 20250201, paragraph("Cột mốc được sơn màu trắng và đỏ."))
	a.Page = 1
	return corpus.Document{
		ID: "88-2025-qd-btn", Number: "88/2025/QĐ-BTN", Kind: corpus.KindDecision, Title: "Về việc sơn cột mốc", Issuer: "Bộ Thủy nông",
		Issued: 20250115, Effective: 20250201, Source: file, File: FileOf("quet"), Articles: []corpus.Article{a},
	}
}

// amended has a Điều that others changed: amendedOutlook says how.
func amended() corpus.Document {
	return corpus.Document{
		ID: "10-2020-tt-btn", Number: "10/2020/TT-BTN", Kind: corpus.KindCircular, Title: "Quy định tưới cỏ sân trạm", Issuer: "Bộ Thủy nông",
		Issued: 20200110, Effective: 20200301, Source: file, File: FileOf("thong-tu"),
		Articles: []corpus.Article{
			article("1", "Giờ tưới cỏ", 20200301, clause("1", "Cỏ được tưới lúc 5 giờ."), clause("2", "Ngày mưa không tưới cỏ.")),
			article("2", "Cắt cỏ", 20200301, clause("1", "Cỏ được cắt mỗi tháng.")),
		},
	}
}

func amendedOutlook() corpus.Outlook {
	act := func(article, clause, by string) corpus.Amendment {
		return corpus.Amendment{
			Kinds: []corpus.AmendmentKind{corpus.AmendModify}, Effective: 20230101,
			Target: corpus.Ref{Kind: corpus.KindCircular, Number: "10/2020/TT-BTN", Article: article, Clause: clause},
			By:     corpus.Ref{Kind: corpus.KindCircular, Number: "11/2022/TT-BTN", Article: "1", Clause: by},
		}
	}
	put := act("1", "1", "1")
	put.Wording = []corpus.Node{clause("1", "Cỏ được tưới lúc 6 giờ.")}
	return corpus.Outlook{Document: "10-2020-tt-btn", InForce: corpus.Validity{From: 20200301}, Articles: map[string]corpus.ArticleOutlook{
		"1": {Amendments: []corpus.Amendment{put}, Wordings: []corpus.Wording{{
			From: 20230101, Heading: "Giờ tưới cỏ", Body: []corpus.Node{clause("1", "Cỏ được tưới lúc 6 giờ."), clause("2", "Ngày mưa không tưới cỏ.")},
		}}},
		"2": {Amendments: []corpus.Amendment{act("2", "1", "2")}},
	}}
}

// webPage was read from a page that a browser must not show.
func webPage() corpus.Document {
	return corpus.Document{
		ID: "thong-bao-lich-truc", Kind: "Thông báo", Title: "Lịch trực trạm", Source: file, File: FileOf("trang"),
		Articles: []corpus.Article{unit("Đoạn 1", "", paragraph("Trạm trực đêm thứ bảy."))},
	}
}
