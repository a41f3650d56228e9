package storetest

import "github.com/trolycongvu/congvu/corpus"

// The editions that the suite imports.
const (
	first  corpus.Date = 20240201
	second corpus.Date = 20260201
	third  corpus.Date = 20270201
)

// Decree is an invented decree of n articles, to put into a store.
func Decree(number corpus.Number, n int) corpus.Document {
	doc := corpus.Document{
		ID: corpus.DocumentID(number.Slug()), Number: number, Kind: corpus.KindDecree, Title: "về việc mẫu " + string(number),
		Issuer: "Chính phủ", Issued: 20200305, Effective: 20200305, Source: corpus.Source{Name: "phapdien", Edition: first},
		Subjects: []string{"Văn thư"},
	}
	for i := range n {
		label := string(rune('1' + i))
		doc.Articles = append(doc.Articles, corpus.Article{
			Key: label, Label: label, Heading: "Điều mẫu " + label,
			Within: []corpus.Heading{{Level: corpus.LevelChapter, Label: "I", Title: "QUY ĐỊNH CHUNG"}},
			Body: []corpus.Node{
				{Level: corpus.LevelParagraph, Text: "Lời dẫn của điều " + label + " <b> & \u2028."},
				{Level: corpus.LevelClause, Label: "1", Marker: "1.", Text: "Khoản một:", Children: []corpus.Node{
					{Level: corpus.LevelPoint, Label: "đ", Marker: "đ)", Text: "điểm đ của điều " + label},
				}},
			},
			InForce:    corpus.Validity{From: 20200305},
			CrossRefs:  []corpus.CrossRef{{Ref: corpus.Ref{Number: "01/2019/TT-BNV", Article: "2"}, Title: "Điều 2"}},
			Address:    "https://vbpl.vn/mau",
			CodePlace:  "1.1.NĐ.1." + label,
			Amendments: nil,
		})
	}
	return doc
}

// Procedure is an invented procedure, to put into a store.
func Procedure(code string) corpus.Procedure {
	return corpus.Procedure{
		Code: code, Name: "Thủ tục mẫu " + code, Agency: "Bộ Nội vụ", Levels: []string{"Cấp xã"},
		Filings: []corpus.Filing{{
			Form: "Trực tiếp", Deadline: corpus.Duration{Count: 3, Unit: "ngày làm việc", Text: "3 Ngày làm việc"},
			Fees: []corpus.Fee{{Kind: "Phí", Amount: 2000, Known: true, Unit: "đồng", Text: "2,000 Đồng"}},
		}},
		Source: corpus.Source{Name: "dichvucong", Edition: first},
	}
}

// reworded returns doc in edition e with another text in article key, amended by
// 92/2017/NĐ-CP from day on when day is known.
func reworded(doc corpus.Document, key string, e, day corpus.Date) corpus.Document {
	doc = withEdition(doc, e)
	articles := append([]corpus.Article(nil), doc.Articles...)
	for i := range articles {
		if articles[i].Key != key {
			continue
		}
		articles[i].Body = []corpus.Node{{Level: corpus.LevelParagraph, Text: "Lời mới, bản " + e.String()}}
		if day != 0 {
			articles[i].Amendments = append(append([]corpus.Amendment(nil), articles[i].Amendments...), corpus.Amendment{
				Kinds: []corpus.AmendmentKind{corpus.AmendModify}, Effective: day,
				By: corpus.Ref{Kind: corpus.KindDecree, Number: "92/2017/NĐ-CP", Article: "1"},
			})
		}
	}
	doc.Articles = articles
	return doc
}

func withEdition(doc corpus.Document, e corpus.Date) corpus.Document {
	doc.Source.Edition = e
	return doc
}

// head is doc as a listing shows it.
func head(doc corpus.Document) corpus.Document {
	doc.ArticleCount, doc.Articles = len(doc.Articles), nil
	return doc
}

// stored is doc as a store returns it.
func stored(doc corpus.Document) corpus.Document {
	doc.ArticleCount = len(doc.Articles)
	return doc
}
