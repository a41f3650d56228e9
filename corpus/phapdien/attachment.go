package phapdien

import (
	"regexp"
	"strings"
)

var fileName = regexp.MustCompile(`(?i)^\S.{0,200}\.(?:docx?|xlsx?|pptx?|pdf|rtf|zip|rar|jpe?g|png|gif|tiff?)$`)

// attachmentMark begins the line of a file that the official page attaches to the
// article: its name is no wording of the law.
const attachmentMark = "[Tệp đính kèm: "

// markAttachment marks a line that is the name of an attached file.
func markAttachment(s string) string {
	if fileName.MatchString(s) {
		return attachmentMark + s + "]"
	}
	return s
}

func isAttachment(s string) bool { return strings.HasPrefix(s, attachmentMark) }
