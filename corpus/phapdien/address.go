package phapdien

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// address is a page of the national database of legal documents, with the place
// in the document that its anchor names.
type address struct {
	item   string // the page's id of the document; empty when the link lost it
	label  string // of the Điều; empty when the anchor names none
	within []corpus.Heading
}

var itemID = regexp.MustCompile(`ItemID=(\d+)`)

// parseAddress reads "…?ItemID=146652#Chuong_I_Muc_1_Dieu_5".
func parseAddress(s string) address {
	var a address
	if m := itemID.FindStringSubmatch(s); m != nil {
		a.item = m[1]
	}
	_, anchor, _ := strings.Cut(s, "#")
	if unescaped, err := url.PathUnescape(anchor); err == nil {
		anchor = unescaped
	}
	parts := strings.Split(anchor, "_")
	for i := 0; i+1 < len(parts); i += 2 {
		if parts[i] == "Dieu" {
			a.label = strings.ToLower(parts[i+1])
			continue
		}
		level, ok := levelOfWord[parts[i]]
		if !ok {
			break
		}
		a.enter(corpus.Heading{Level: level, Label: divisionNumber(parts[i+1])})
	}
	return a
}

// enter adds a division. Anchors that name one level twice come from pages where
// a division was left open: the last one counts.
func (a *address) enter(h corpus.Heading) {
	if i := slices.IndexFunc(a.within, func(w corpus.Heading) bool { return w.Level == h.Level }); i >= 0 {
		a.within = a.within[:i]
	}
	a.within = append(a.within, h)
}
