package effect

import "github.com/trolycongvu/congvu/corpus"

// scope is what a statement says for those below it: "Sửa đổi, bổ sung một số
// điểm, khoản của Điều 21 như sau:", "Bãi bỏ các văn bản sau đây:".
type scope struct {
	depth   int
	ref     corpus.Ref
	kinds   []corpus.AmendmentKind // of statements that have no verb of their own
	phrases []corpus.Phrase
	ends    *ending // the statements below list what it ends
	before  int     // edges there were when it was opened
	rest    *corpus.Amendment
}

// pop closes the scopes that a statement at depth does not lie in. What one of
// them announced is an edge by itself when nothing below it was read.
func (r *reader) pop(depth int) {
	for n := len(r.scopes) - 1; n >= 0 && r.scopes[n].depth >= depth; n-- {
		sc := r.scopes[n]
		if sc.rest != nil && len(r.out) == sc.before {
			r.emit(*sc.rest)
		}
		r.scopes = r.scopes[:n]
	}
}

// top is the innermost scope, with the document of the title around all.
func (r *reader) top() scope {
	if n := len(r.scopes); n > 0 {
		return r.scopes[n-1]
	}
	return scope{depth: -1, ref: r.titled}
}

func (r *reader) push(s statement, sc scope) {
	sc.depth, sc.before = s.depth, len(r.out)
	r.scopes = append(r.scopes, sc)
}
