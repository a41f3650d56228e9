package viet_test

import (
	"testing"

	"github.com/trolycongvu/congvu/indexer/viet"
)

func TestCapital(t *testing.T) {
	for text, want := range map[string]string{"": "", "điều 5": "Điều 5", "Điều 5": "Điều 5", "5 ngày": "5 ngày", "ấ": "Ấ"} {
		if got := viet.Capital(text); got != want {
			t.Errorf("Capital(%q) = %q, want %q", text, got, want)
		}
	}
}
