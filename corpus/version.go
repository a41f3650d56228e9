package corpus

// Version is one wording of an article: the text itself and the days on which
// it was the text, From included, Until excluded. A zero date is unknown.
type Version struct {
	Article Article `json:"article"`
	From    Date    `json:"from,omitzero"`
	Until   Date    `json:"until,omitzero"`
	Source  Source  `json:"source"`         // its Edition is the last that held this wording
	Since   Date    `json:"since,omitzero"` // the first edition of the source that held it
}

// Holds tells whether this was surely the wording on day d: d lies before the
// known end, and not before the start where that is known.
func (v Version) Holds(d Date) bool {
	return !d.IsZero() && !v.Until.IsZero() && d < v.Until && (v.From.IsZero() || d >= v.From)
}

// VersionOn returns the wording of an article that surely held on day d.
func VersionOn(versions []Version, d Date) (Version, bool) {
	for _, v := range versions {
		if v.Holds(d) {
			return v, true
		}
	}
	return Version{}, false
}

// RewordedAfter returns the amendments that changed the article's words after day d.
func (a Article) RewordedAfter(d Date) []Amendment {
	var later []Amendment
	for _, m := range a.Amendments {
		if m.Rewords() && m.Effective > d {
			later = append(later, m)
		}
	}
	return later
}
