package collation

import (
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// fill returns base with what only other knows of the document as a whole.
func fill(base, other corpus.Document) corpus.Document {
	d := base
	d.Title, d.Issuer, d.Signatory = either(d.Title, other.Title), either(d.Issuer, other.Issuer), either(d.Signatory, other.Signatory)
	d.Issued, d.Effective = either(d.Issued, other.Issued), either(d.Effective, other.Effective)
	if d.InForce.IsZero() {
		d.InForce = other.InForce
	}
	d.Subjects = given(d.Subjects, other.Subjects)
	d.Recipients = given(d.Recipients, other.Recipients)
	d.Basis, d.Steps = given(d.Basis, other.Basis), given(d.Steps, other.Steps)
	d.Preamble, d.Closing = given(d.Preamble, other.Preamble), given(d.Closing, other.Closing)
	d.Amendedby = notes(d.Amendedby, other.Amendedby)
	d.Amends = given(d.Amends, other.Amends)
	return d
}

// frame says in Vietnamese which texts around the articles other gives to base,
// empty for none.
func frame(base, other corpus.Document) string {
	var parts []string
	for _, p := range []struct {
		gives bool
		what  string
	}{
		{len(base.Preamble) == 0 && len(other.Preamble) > 0, "phần mở đầu"},
		{len(base.Basis) == 0 && len(other.Basis) > 0, "căn cứ ban hành"},
		{len(base.Closing) == 0 && len(other.Closing) > 0, "phần kết"},
		{len(base.Amends) == 0 && len(other.Amends) > 0, "tác động đến văn bản khác"},
	} {
		if p.gives {
			parts = append(parts, p.what)
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "cho " + strings.Join(parts, ", ")
}

func either[T comparable](a, b T) T {
	var zero T
	if a == zero {
		return b
	}
	return a
}

func given[T any](a, b []T) []T {
	if len(a) == 0 {
		return b
	}
	return a
}

// notes are the amendments of both, those that name the same act once.
func notes(a, b []corpus.Amendment) []corpus.Amendment {
	all := slices.Clone(a)
	for _, m := range b {
		if !slices.ContainsFunc(a, func(o corpus.Amendment) bool {
			return o.Effective == m.Effective && o.By.SamePlace(m.By)
		}) {
			all = append(all, m)
		}
	}
	return all
}
