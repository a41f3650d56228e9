package assistant

import (
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/corpus"
)

// TestAtHome orders procedures that match alike by the province that is named.
func TestAtHome(t *testing.T) {
	of := func(code, province string, worth float64) unit {
		return unit{procedure: corpus.Procedure{Code: code, Province: province}, worth: worth}
	}
	found := []unit{of("other", "Tỉnh Gia Lai", 2), of("everywhere", "", 1.99), of("home", "Tỉnh Đồng Nai", 1.95), of("far", "Tỉnh Đồng Nai", 0.5)}
	tests := []struct{ text, want string }{
		{"cấp thẻ ở tỉnh Đồng Nai", "home everywhere other far"},
		{"cấp thẻ tại tỉnh Lào Cai", "everywhere other home far"},
		{"cấp thẻ", "other everywhere home far"},
	}
	for _, tt := range tests {
		in := inquiry{text: tt.text}
		var got []string
		for _, u := range in.atHome(found) {
			got = append(got, u.procedure.Code)
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s: %q, want %q", tt.text, got, tt.want)
		}
	}
}
