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
