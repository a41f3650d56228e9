package collation

import (
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/corpus"
)

func TestChoose(t *testing.T) {
	file := func(name string, articles int, confidence float64) Reading {
		return Reading{Source: "file", File: corpus.File{Name: name, Confidence: confidence}, Articles: articles}
	}
	code := Reading{Source: CodeSource, Articles: 10}
	part := Reading{Source: CodeSource, Articles: 4, Partial: true}
	gone := Reading{Source: CodeSource, Articles: 10, Withdrawn: true}
	digest := Reading{Source: "starter", Articles: 3, Digest: true}
	gaps := file("hong.docx", 10, 0)
	gaps.Gaps = 2
	for _, test := range []struct {
		name             string
		readings         []Reading
		base, code, file int
		why              string // of the first one not shown
	}{
		{"alone", []Reading{digest}, 0, -1, -1, ""},
		{"real over digest", []Reading{digest, part}, 1, -1, -1, "tóm lược"},
		{"digest after real", []Reading{part, digest}, 0, -1, -1, "tóm lược"},
		{"whole over part", []Reading{part, file("a.docx", 3, 0)}, 1, 0, -1, "đủ các điều"},
		{"consolidated over original", []Reading{file("a.docx", 12, 0), code}, 1, -1, 0, "hợp nhất"},
		{"the code dropped it", []Reading{gone, file("a.docx", 9, 0)}, 1, 0, -1, "không còn"},
		{"text over scan", []Reading{file("a.pdf", 12, 0.9), file("b.docx", 9, 0)}, 1, -1, -1, "nhận dạng"},
		{"clearer scan", []Reading{file("a.pdf", 9, 0.8), file("b.pdf", 9, 0.9)}, 1, -1, -1, "rõ hơn"},
		{"more articles", []Reading{file("a.pdf", 9, 0), file("b.docx", 10, 0)}, 1, -1, -1, "10 so với 9"},
		{"fewer gaps", []Reading{gaps, file("b.docx", 10, 0)}, 1, -1, -1, "0 so với 2"},
		{"equal", []Reading{file("a.pdf", 9, 0), file("b.docx", 9, 0)}, 0, -1, -1, "giữ bản có trước"},
		{"equal under its name", []Reading{file("a.docx", 9, 0), file("A.DOCX", 9, 0)}, 1, -1, -1, "bản nạp sau"},
		{"the better original", []Reading{file("a.pdf", 9, 0.5), code, file("b.docx", 9, 0), digest}, 1, -1, 2, "hợp nhất"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := Choose(test.readings)
			if got.Base != test.base || got.Code != test.code || got.File != test.file {
				t.Errorf("got base %d, code %d, file %d, want %d, %d, %d", got.Base, got.Code, got.File, test.base, test.code, test.file)
			}
			for i, why := range got.Why {
				if why == "" {
					t.Errorf("reading %d is not explained", i)
				}
			}
			other := 0
			if got.Base == 0 && len(test.readings) > 1 {
				other = 1
			}
			if !strings.Contains(got.Why[other], test.why) {
				t.Errorf("why not %v: %q, want %q", test.readings[other], got.Why[other], test.why)
			}
		})
	}
}

func TestGaps(t *testing.T) {
	doc := corpus.Document{}
	for _, key := range []string{"1", "2", "2a", "4", "Mục I", "1~2", "3~2", "999999"} {
		label, _, _ := strings.Cut(key, "~")
		doc.Articles = append(doc.Articles, corpus.Article{Key: key, Label: label})
	}
	if got := Gaps(doc); got != 2 {
		t.Errorf("got %d gaps, want 2: Điều 3, and Điều 2 of the second series", got)
	}
}
