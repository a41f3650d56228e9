package store_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
)

// sized makes n documents like those of the official code: 15 articles each, of
// 1.6 kB in several clauses.
func sized(n int) []corpus.Document {
	words := strings.Fields("cơ quan có thẩm quyền quyết định theo quy định của pháp luật trong thời hạn ngày làm việc kể từ khi nhận đủ hồ sơ hợp lệ tổ chức cá nhân nộp trực tiếp hoặc qua dịch vụ bưu chính")
	docs := make([]corpus.Document, n)
	seed := uint32(1)
	sentence := func(length int) string {
		var b strings.Builder
		for range length {
			seed = seed*1664525 + 1013904223
			b.WriteString(words[seed>>8%uint32(len(words))] + fmt.Sprint(seed>>28) + " ")
		}
		return b.String()
	}
	for i := range docs {
		number := corpus.Number(fmt.Sprintf("%d/2020/NĐ-CP", i+1))
		docs[i] = corpus.Document{ID: corpus.DocumentID(number.Slug()), Number: number, Kind: corpus.KindDecree, Title: sentence(12)}
		for j := range 15 {
			a := corpus.Article{Key: fmt.Sprint(j + 1), Label: fmt.Sprint(j + 1), Heading: sentence(8)}
			for k := range 6 {
				a.Body = append(a.Body, corpus.Node{Level: corpus.LevelClause, Label: fmt.Sprint(k + 1), Marker: fmt.Sprint(k+1, "."), Text: sentence(40)})
			}
			docs[i].Articles = append(docs[i].Articles, a)
		}
	}
	return docs
}

func BenchmarkPut(b *testing.B) {
	docs := sized(200)
	b.ReportAllocs()
	for b.Loop() {
		s := open(b, b.TempDir())
		put(b, s, docs...)
	}
	b.ReportMetric(float64(b.N*200*15)/b.Elapsed().Seconds(), "articles/s")
}

func BenchmarkPutAgain(b *testing.B) {
	docs := sized(200)
	s := open(b, b.TempDir())
	put(b, s, docs...)
	for b.Loop() {
		put(b, s, docs...)
	}
	b.ReportMetric(float64(b.N*200*15)/b.Elapsed().Seconds(), "articles/s")
}

func BenchmarkRead(b *testing.B) {
	docs := sized(200)
	s := open(b, b.TempDir())
	put(b, s, docs...)
	ctx := context.Background()
	b.Run("article", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Article(ctx, docs[100].ID, "7"); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("document", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Document(ctx, docs[100].ID); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("all", func(b *testing.B) {
		articles := 0
		for b.Loop() {
			for doc, err := range s.Documents(ctx) {
				if err != nil {
					b.Fatal(err)
				}
				articles += len(doc.Articles)
			}
		}
		b.ReportMetric(float64(articles)/b.Elapsed().Seconds(), "articles/s")
	})
	b.Run("number", func(b *testing.B) {
		for b.Loop() {
			if found, err := s.FindNumber(ctx, "101/2020/NĐ-CP"); err != nil || len(found) != 1 {
				b.Fatal(found, err)
			}
		}
	})
	b.Run("heads", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if found, err := s.Heads(ctx); err != nil || len(found) != len(docs) {
				b.Fatal(len(found), err)
			}
		}
	})
}

// BenchmarkPutReadings brings every document from the code and from a file.
func BenchmarkPutReadings(b *testing.B) {
	docs := sized(100)
	files := slices.Clone(docs)
	for i := range files {
		files[i].Source.Name, files[i].File = store.FileSource, corpus.File{Name: "a.docx", SHA256: fmt.Sprint(i)}
		files[i].Articles = slices.Clone(files[i].Articles)
		files[i].Articles[0].Heading = "Khác"
	}
	for b.Loop() {
		s := open(b, b.TempDir())
		put(b, s, docs...)
		put(b, s, files...)
	}
	b.ReportMetric(float64(b.N*100)/b.Elapsed().Seconds(), "documents/s")
}
