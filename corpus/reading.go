package corpus

// ReadingWarning is a place of a file that its reader did not understand.
type ReadingWarning struct {
	Line    int    `json:"line,omitzero"` // of the file's text, from 1
	Page    int    `json:"page,omitzero"` // of the file, from 1; 0 where pages are not known
	Text    string `json:"text,omitempty"`
	Problem string `json:"problem"` // in Vietnamese
}
