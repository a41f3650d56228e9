package indexer

import (
	"context"
	"fmt"
	"iter"
	"math/rand/v2"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// library is a small corpus in memory.
type library struct {
	revision   int64
	documents  []corpus.Document
	procedures []corpus.Procedure
}

func (l *library) Revision(context.Context) (int64, error) { return l.revision, nil }

func (l *library) Documents(context.Context) iter.Seq2[corpus.Document, error] {
	return all(l.documents)
}

func (l *library) Procedures(context.Context) iter.Seq2[corpus.Procedure, error] {
	return all(l.procedures)
}

func all[T any](items []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, item := range items {
			if !yield(item, nil) {
				return
			}
		}
	}
}

// syllables are drawn by a long-tailed law, as those of real text are.
var syllables = strings.Fields(`luật nghị định thông tư quyết điều khoản điểm công chức viên cán bộ cơ quan tổ hồ sơ thời hạn
lệ phí giải quyết khiếu nại tố cáo đất đai hộ tịch khai sinh kết hôn chứng thực bảo hiểm xã hội nghỉ việc riêng lương thưởng phạt
vi phạm hành chính thuế xây dựng môi trường giao đường bộ giáo dục y tế lao động văn hóa thể thao du lịch nông nghiệp tài sản`)

func randomText(r *rand.Rand, n int) string {
	var b strings.Builder
	for range n {
		f := r.Float64()
		b.WriteString(syllables[int(f*f*f*float64(len(syllables)))])
		b.WriteByte(' ')
	}
	return b.String()
}

// randomLibrary makes documents with that many articles in all.
func randomLibrary(seed uint64, articles int) *library {
	r := rand.New(rand.NewPCG(seed, 1))
	l := &library{revision: int64(seed)}
	for made := 0; made < articles; {
		n := len(l.documents) + 1
		d := corpus.Document{
			ID: corpus.DocumentID(fmt.Sprintf("%d-2020-nd-cp", n)), Number: corpus.Number(fmt.Sprintf("%d/2020/NĐ-CP", n)),
			Kind: corpus.KindDecree, Title: "về " + randomText(r, 6), Issuer: "Chính phủ",
		}
		for a := 1; a <= 1+r.IntN(30) && made < articles; a++ {
			made++
			key := fmt.Sprint(a)
			d.Articles = append(d.Articles, corpus.Article{
				Key: key, Label: key, Heading: randomText(r, 1+r.IntN(8)),
				Body:    []corpus.Node{{Level: corpus.LevelParagraph, Text: randomText(r, r.IntN(200))}},
				InForce: corpus.Validity{From: corpus.Date(20200101 + n%3*10000)},
			})
		}
		l.documents = append(l.documents, d)
	}
	return l
}
