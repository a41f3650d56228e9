package corpus

// Branch is one division of a document's tree, with the divisions and articles
// inside it in the document's order, or one article, which has no branches.
type Branch struct {
	Heading  Heading
	Article  int // index into Document.Articles; -1 for a division
	Branches []Branch
}

// Outline is the tree of the document from Phần down to Điều; what lies inside an
// article is its Body.
func (d Document) Outline() []Branch {
	var root Branch
	for i, a := range d.Articles {
		at := &root
		for _, h := range a.Within {
			at = at.division(h)
		}
		at.Branches = append(at.Branches, Branch{
			Heading: Heading{Level: LevelArticle, Label: a.Label, Title: a.Heading},
			Article: i,
		})
	}
	return root.Branches
}

// division returns the last branch below b when it is h, else a new one.
func (b *Branch) division(h Heading) *Branch {
	if n := len(b.Branches); n > 0 && b.Branches[n-1].Article < 0 && b.Branches[n-1].Heading == h {
		return &b.Branches[n-1]
	}
	b.Branches = append(b.Branches, Branch{Heading: h, Article: -1})
	return &b.Branches[len(b.Branches)-1]
}

// Name is the level in Vietnamese: "Chương", "Điều"; empty for text without a label.
func (l Level) Name() string {
	switch l {
	case LevelPart:
		return "Phần"
	case LevelChapter:
		return "Chương"
	case LevelSection:
		return "Mục"
	case LevelSubsection:
		return "Tiểu mục"
	case LevelArticle:
		return "Điều"
	case LevelClause:
		return "Khoản"
	case LevelPoint:
		return "Điểm"
	}
	return ""
}

// String is the heading as printed: "Chương II. Giải quyết khiếu nại".
func (h Heading) String() string {
	name := h.Level.Name()
	switch {
	case h.Level == LevelArticle:
		name = articleName(h.Label)
	case name == "":
		name = h.Label
	case h.Label != "":
		name += " " + h.Label
	}
	if h.Title == "" {
		return name
	}
	return name + ". " + h.Title
}
