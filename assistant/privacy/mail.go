package privacy

import "regexp"

var (
	mailBefore = regexp.MustCompile(`[A-Za-z0-9._%+\-]+ ?$`)
	mailAfter  = regexp.MustCompile(`^ ?[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z]{2,}`)
)

// longestMail is the most bytes looked at on either side of an @.
const longestMail = 128

// mail reads the e-mail address around the @ at i and returns where reading goes on.
func (f *finder) mail(i int) int {
	left := max(0, i-longestMail)
	before := mailBefore.FindStringIndex(f.text[left:i])
	after := mailAfter.FindStringIndex(f.text[i+1 : min(len(f.text), i+1+longestMail)])
	if before == nil || after == nil {
		return i + 1
	}
	spaced := f.text[i-1] == ' '
	if spaced != (f.text[i+1] == ' ') { // "@tên miền" of a chat network
		if spaced {
			return i + 1
		}
	}
	return f.add(left+before[0], i+1+after[1], Email)
}
