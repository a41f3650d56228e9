package starter

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

var (
	clauseLine = regexp.MustCompile(`^(\d+[a-zđ]?)\. (.+)$`)
	pointLine  = regexp.MustCompile(`^([a-zđ]\d?)\) (.+)$`)
)

// parseBody reads the lines of a digest as khoản and điểm. Package structure will
// not do: it trusts a label only as the successor of the one before, and a digest
// may leave a khoản out. Labels must still rise, or a slip would move a citation.
func parseBody(lines []string) ([]corpus.Node, error) {
	var body []corpus.Node
	last := ""
	for _, line := range lines {
		if line != strings.TrimSpace(line) || line == "" {
			return nil, fmt.Errorf("dòng trống hoặc thừa dấu cách: %q", line)
		}
		n := parseLine(line)
		siblings := &body
		if k := len(body); n.Level != corpus.LevelClause && k > 0 && body[k-1].Level == corpus.LevelClause {
			siblings = &body[k-1].Children
		}
		if n.Level == corpus.LevelClause {
			if !rises(last, n.Label) {
				return nil, fmt.Errorf("khoản %s đứng sau khoản %s", n.Label, last)
			}
			last = n.Label
		}
		if err := checkPoint(*siblings, n); err != nil {
			return nil, err
		}
		*siblings = append(*siblings, n)
	}
	if len(body) == 0 {
		return nil, errors.New("không có nội dung")
	}
	return body, nil
}

func parseLine(line string) corpus.Node {
	if m := clauseLine.FindStringSubmatch(line); m != nil {
		return corpus.Node{Level: corpus.LevelClause, Label: m[1], Marker: m[1] + ".", Text: m[2]}
	}
	if m := pointLine.FindStringSubmatch(line); m != nil {
		return corpus.Node{Level: corpus.LevelPoint, Label: m[1], Marker: m[1] + ")", Text: m[2]}
	}
	return corpus.Node{Level: corpus.LevelParagraph, Text: line}
}

// checkPoint refuses a điểm that does not come after its siblings.
func checkPoint(siblings []corpus.Node, n corpus.Node) error {
	if n.Level != corpus.LevelPoint {
		return nil
	}
	for _, s := range siblings {
		if s.Level == corpus.LevelPoint && pointRank(s.Label) >= pointRank(n.Label) {
			return fmt.Errorf("điểm %s đứng sau điểm %s", n.Label, s.Label)
		}
	}
	return nil
}

// pointRank orders điểm as the law letters them: d before đ before e.
func pointRank(label string) int {
	const letters = "abcdđeghiklmnopqrstuvxy"
	return strings.Index(letters, strings.TrimRight(label, "0123456789"))
}

// rises tells whether clause label b comes after a; "" comes before all.
func rises(a, b string) bool {
	na, nb := clauseNumber(a), clauseNumber(b)
	return na < nb || (na == nb && a < b)
}

func clauseNumber(label string) int {
	n := 0
	for _, c := range label {
		if c < '0' || c > '9' {
			break
		}
		n = n*10 + int(c-'0')
	}
	return n
}
