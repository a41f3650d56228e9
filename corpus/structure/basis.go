package structure

import (
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// readBasis reads the căn cứ: the first place that each clause of them names. What
// a law was amended by is no basis of its own.
func (p *parser) readBasis() []corpus.Ref {
	var out []corpus.Ref
	seen := map[corpus.Ref]bool{}
	add := func(clause string) {
		for _, cut := range []string{" được sửa đổi", " đã được sửa đổi", " sửa đổi, bổ sung bởi"} {
			if at := strings.Index(clause, cut); at > 0 {
				clause = clause[:at]
			}
		}
		for _, f := range corpus.FindRefs(clause, corpus.Ref{}) {
			if r := f.Ref; r.HasDocument() && !seen[r] {
				seen[r] = true
				out = append(out, r)
				return
			}
		}
	}
	text := ""
	flush := func() {
		for clause := range strings.SplitSeq(text, ";") {
			add(clause)
		}
		text = ""
	}
	const longest = 2000
	for _, r := range p.rows[:p.preamble] {
		switch s := r.view; {
		case r.table:
			flush()
		case startsBasis(s) || issuedWith.MatchString(s):
			flush()
			text = s
		case text == "" && len(out) == 0 && strings.Contains(s, " Căn cứ "):
			text = s[strings.Index(s, " Căn cứ "):]
		case text == "" || len(text) > longest:
		case promulgates.MatchString(s) || r.isRule() || r.capitals():
			flush()
		default:
			text += " " + s
		}
	}
	flush()
	return out
}
