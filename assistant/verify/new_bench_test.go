package verify

import (
	"strings"
	"testing"
)

// BenchmarkEvidence reads the evidence of one question: 14 passages of some 1,300 bytes.
func BenchmarkEvidence(b *testing.B) {
	var list []Source
	for n := range 14 {
		s := sources()[n%3]
		s.N, s.Text = n+1, strings.Repeat(s.Text+"\n", 1+1300/len(s.Text))
		list = append(list, s)
	}
	for b.Loop() {
		c := New(list)
		for n := range list {
			c.source(n + 1)
		}
	}
}
