package access_test

import (
	"testing"

	"github.com/trolycongvu/congvu/assistant/access"
)

// BenchmarkAuthenticate is what every request with a key costs.
func BenchmarkAuthenticate(b *testing.B) {
	s, _ := fresh(b)
	a := access.NewAuthenticator(s, day, nil)
	secret := newKey(b, s, "k", access.ScopeAsk)
	for b.Loop() {
		if _, err := a.Authenticate(b.Context(), secret); err != nil {
			b.Fatal(err)
		}
	}
}
