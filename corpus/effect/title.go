package effect

import (
	"regexp"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

var (
	amendingTitle = regexp.MustCompile(`(?i)^(?:về việc |việc |về )?(?:sửa đổi|bổ sung|bãi bỏ|thay thế|đính chính|ngưng hiệu lực|sửa đổi, bổ sung)`)
	guidingTitle  = regexp.MustCompile(`(?i)^(?:về việc |về )?(?:quy định chi tiết|hướng dẫn|quy định cụ thể|quy định một số (?:điều|nội dung) (?:và biện pháp )?(?:thi hành|hướng dẫn)|biện pháp thi hành|quy định (?:chi tiết )?(?:và |một số ))`)
	guides        = regexp.MustCompile(`(?i)quy định chi tiết|hướng dẫn (?:thi hành|thực hiện|chi tiết|một số)|biện pháp (?:để )?(?:thi hành|tổ chức)`)
	consolidates  = regexp.MustCompile(`(?i)^(?:văn bản )?hợp nhất |VBHN`)
	guidingScope  = regexp.MustCompile(`^` + thisDoc + ` (?:quy định chi tiết|hướng dẫn)`)
)

// readTitle reads whom the title says the document amends, guides or consolidates.
func (r *reader) readTitle() {
	d := r.doc
	refs := documents(d.Title)
	refs = slices.DeleteFunc(refs, func(f corpus.FoundRef) bool { return !f.Ref.HasDocument() || r.isSelf(f.Ref) })
	if consolidates.MatchString(d.Title) || strings.Contains(string(d.Number), "VBHN") {
		for _, f := range refs {
			r.emit(corpus.Amendment{Kinds: []corpus.AmendmentKind{corpus.AmendConsolidate}, Target: f.Ref, By: r.self, Effective: d.Effective, Note: note(d.Title)})
		}
		return
	}
	if amendingTitle.MatchString(d.Title) {
		if len(refs) == 1 {
			r.titled = r.named(refs[0].Ref.Document())
		} else if len(refs) == 0 {
			r.titled = r.announced()
		}
		return
	}
	r.readGuided(refs)
}

// announced is the one document that the preamble says this one amends: "Quốc hội
// ban hành Luật sửa đổi, bổ sung một số điều của …".
func (r *reader) announced() corpus.Ref {
	for _, n := range r.doc.Preamble {
		if !issues.MatchString(n.Text) {
			continue
		}
		if refs := r.changed(n.Text); len(refs) == 1 {
			return refs[0]
		}
	}
	return corpus.Ref{}
}

var issues = regexp.MustCompile(`ban hành ` + kindWords + ` sửa đổi`)

// readGuided keeps which document, and which of its places, this one details.
func (r *reader) readGuided(refs []corpus.FoundRef) {
	d := r.doc
	var edges []corpus.Amendment
	add := func(ref, by corpus.Ref, words string, partly bool) {
		edges = append(edges, corpus.Amendment{
			Kinds: []corpus.AmendmentKind{corpus.AmendGuide}, Target: r.named(ref), By: by, Effective: d.Effective, Partly: partly, Note: note(words),
		})
	}
	if guidingTitle.MatchString(d.Title) && guides.MatchString(d.Title) {
		for i, f := range refs {
			if i == 0 || joint.MatchString(d.Title[refs[i-1].End:f.Start]) {
				add(f.Ref, r.self, d.Title, f.Ref.Article == "" && some.MatchString(d.Title))
			}
		}
	}
	for i := range min(len(d.Articles), 1) {
		a := d.Articles[i]
		for _, s := range statements(linesOf(a)) {
			text := clean(s.text)
			if !guidingScope.MatchString(text) {
				continue
			}
			for _, f := range documentsIn(text, r.by(s.at)) {
				if f.Ref.HasDocument() && f.Ref.Article != "" && !r.isSelf(f.Ref) {
					add(f.Ref, r.by(s.at), text, false)
				}
			}
		}
	}
	for _, e := range edges {
		r.emit(e)
	}
}

// named gives a document cited by title alone the number that the căn cứ and
// the preamble have for it.
func (r *reader) named(ref corpus.Ref) corpus.Ref {
	if ref.Number != "" || ref.Title == "" {
		return ref
	}
	if r.known == nil {
		r.readKnown()
	}
	return r.known.name(ref)
}

// readKnown collects the numbers of documents that the document names by title
// and number.
func (r *reader) readKnown() {
	r.known = numbers{}
	for _, b := range r.doc.Basis {
		r.known.add(b)
	}
	for _, f := range documents(r.doc.Title) {
		r.known.add(f.Ref.Document())
	}
	var walk func(nodes []corpus.Node)
	walk = func(nodes []corpus.Node) {
		for _, n := range nodes {
			for _, f := range r.changed(n.Text) {
				r.known.add(f)
			}
			walk(n.Children)
		}
	}
	walk(r.doc.Preamble)
}

// changed finds the documents in a sentence, those behind "sửa đổi, bổ sung một
// số điều của" apart, so that a number belongs to the act in front of it.
func (r *reader) changed(text string) []corpus.Ref {
	var out []corpus.Ref
	text = clean(text)
	for i, piece := range ofArticles.Split(text, -1) {
		for _, f := range documents(piece) {
			if i > 0 && f.Ref.HasDocument() && (f.Ref.Number == "" || f.Ref.Number.Key() != r.self.Number.Key()) {
				out = append(out, f.Ref.Document())
			}
		}
	}
	return out
}

var ofArticles = regexp.MustCompile(`(?i)(?:một số )?(?:điều|nội dung|quy định)(?:, (?:điều|khoản|phụ lục))* của |^`)

// numbers holds the number of documents by kind and title, empty where two
// documents have one title.
type numbers map[string]corpus.Number

func titleKey(r corpus.Ref) string { return string(r.Kind) + "|" + corpus.TitleKey(r.Title) }

func (n numbers) add(r corpus.Ref) {
	if r.Number == "" || r.Title == "" {
		return
	}
	if old, ok := n[titleKey(r)]; ok && old.Key() != r.Number.Key() {
		n[titleKey(r)] = ""
	} else if !ok {
		n[titleKey(r)] = r.Number
	}
}

func (n numbers) name(r corpus.Ref) corpus.Ref {
	number, ok := n[titleKey(r)]
	if !ok {
		number = n.beginning(titleKey(r))
	}
	if number != "" && (r.Year == 0 || r.Year == number.Year()) {
		r.Number, r.Year = number, 0
	}
	return r
}

// beginning finds the one title that begins with a long one cut short.
func (n numbers) beginning(key string) (found corpus.Number) {
	const short = 20 // bytes
	for k, number := range n {
		if len(key) > short && strings.HasPrefix(k, key+" ") {
			if found != "" && found.Key() != number.Key() {
				return ""
			}
			found = number
		}
	}
	return found
}

// nameTargets gives the edges to a document cited by title alone the number that
// the document has for it elsewhere, when there is one only.
func (r *reader) nameTargets() {
	given := numbers{}
	for _, a := range r.out {
		given.add(a.Target)
	}
	for i := range r.out {
		t := &r.out[i].Target
		if ends(r.out[i]) && t.Article == "" {
			continue // an older act of the same title, most often
		}
		if t.Number == "" && t.Title != "" {
			if *t = r.named(*t); t.Number == "" {
				*t = given.name(*t)
			}
		}
	}
}
