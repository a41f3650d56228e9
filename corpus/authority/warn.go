package authority

import (
	"fmt"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// Warn says what the mentions in the text at ref mean on day: which document moved
// the task of this very place, and otherwise that the district level ended or the
// ministry is called otherwise, with the place that says so. Where moves hold
// nothing about a mention it says nothing.
func Warn(mentions []Mention, moves []Move, ref corpus.Ref, day corpus.Date) []Warning {
	var out []Warning
	acting := slices.DeleteFunc(slices.Clone(moves), func(m Move) bool {
		return m.Since.IsZero() || m.Since > day || !m.Until.IsZero() && day >= m.Until || sameNumber(m.By, ref)
	})
	for _, level := range []Level{LevelDistrict, LevelMinistry} {
		of := slices.DeleteFunc(slices.Clone(mentions), func(m Mention) bool { return m.Level != level })
		if len(of) == 0 {
			continue
		}
		if exact := placed(of, acting, ref); len(exact) > 0 {
			out = append(out, Warning{Text: sayPlaced(exact), Exact: true, Moves: exact})
			continue
		}
		if general := everywhere(of, acting, level); len(general) > 0 {
			out = append(out, Warning{Text: sayGeneral(general), Moves: general})
		}
	}
	return out
}

// placed are the moves that name the place, or a part of it, and a mentioned name.
func placed(mentions []Mention, moves []Move, ref corpus.Ref) []Move {
	var out []Move
	for _, m := range moves {
		if m.Target.IsZero() || !covers(m.Target, ref) {
			continue
		}
		named := slices.ContainsFunc(mentions, func(n Mention) bool { return about(m, n) })
		if named && !slices.ContainsFunc(out, func(o Move) bool { return o.From == m.From && o.To == m.To && o.By == m.By && o.Target == m.Target }) {
			out = append(out, m)
		}
	}
	return out
}

// about tells whether a move concerns the authority mentioned. Words are exchanged
// where they stand, a task passes whatever its holder is called there.
func about(m Move, n Mention) bool {
	switch {
	case n.Level == LevelMinistry:
		return sameMinistry(m.From, n.Text)
	case m.Kind == MoveWords:
		return hasDistrict(m.From) && (strings.Contains(n.Text, m.From) || strings.Contains(m.From, n.Text))
	}
	return hasDistrict(m.From)
}

// sameMinistry compares a ministry with a ministry or its minister.
func sameMinistry(a, b string) bool {
	const minister = "Bộ trưởng "
	return strings.EqualFold(strings.TrimPrefix(a, minister), strings.TrimPrefix(b, minister))
}

// covers tells whether target and ref lie in each other: a move on khoản 2 concerns
// Điều 5, and one on Điều 5 concerns its khoản 2.
func covers(target, ref corpus.Ref) bool {
	meets := func(a, b string) bool { return a == "" || b == "" || strings.EqualFold(a, b) }
	return sameDocument(target, ref) && target.Article != "" && strings.EqualFold(target.Article, ref.Article) &&
		meets(target.Clause, ref.Clause) && meets(target.Point, ref.Point)
}

func sameDocument(a, b corpus.Ref) bool {
	if a.Number != "" || b.Number != "" {
		return sameNumber(a, b)
	}
	return a.Title != "" && a.Kind == b.Kind && a.Year == b.Year && corpus.TitleKey(a.Title) == corpus.TitleKey(b.Title)
}

// sameNumber compares the running numbers first, for keys take time to make.
func sameNumber(a, b corpus.Ref) bool {
	switch {
	case a.Number == "" || b.Number == "":
		return false
	case a.Number == b.Number:
		return true
	}
	return running(a.Number) == running(b.Number) && a.Number.Key() == b.Number.Key()
}

// running is the number before the year without leading zeros.
func running(n corpus.Number) string {
	s := strings.TrimLeft(string(n), "0")
	return s[:len(s)-len(strings.TrimLeft(s, "0123456789"))]
}

// everywhere are the moves that say something of all texts: the end of the level,
// the merger of a ministry that is mentioned, and failing that the laws that call
// it otherwise in other places.
func everywhere(mentions []Mention, moves []Move, level Level) []Move {
	var ended, merged, worded []Move
	for _, m := range moves {
		named := slices.ContainsFunc(mentions, func(n Mention) bool { return n.Level == LevelMinistry && sameMinistry(m.From, n.Text) })
		switch {
		case level == LevelDistrict && m.Kind == MoveEnd && hasDistrict(m.From):
			ended = append(ended, m)
		case named && m.Kind == MoveMerge:
			merged = append(merged, m)
		case named && m.Kind == MoveWords && !sameMinistry(m.From, m.To):
			worded = append(worded, m)
		}
	}
	switch {
	case len(ended) > 0:
		return ended[:1]
	case len(merged) > 0:
		return merged
	case often(worded):
		return worded
	}
	return nil
}

// often tells whether a name gave way to another in at least two
// documents; in one alone a task may have passed and the ministry remained.
func often(moves []Move) bool {
	return slices.ContainsFunc(moves, func(m Move) bool { return !sameNumber(m.Target, moves[0].Target) })
}

// maxSaid is how many moves a sentence names; the others are counted.
const maxSaid = 3

func sayPlaced(moves []Move) string {
	parts := make([]string, 0, maxSaid+1)
	for i, m := range moves {
		if i == maxSaid {
			parts = append(parts, fmt.Sprintf("và %d thay đổi khác", len(moves)-maxSaid))
			break
		}
		parts = append(parts, sayMove(m))
	}
	return "Thẩm quyền ở nơi này đã thay đổi: " + strings.Join(parts, "; ") + "."
}

// sayMove names what changed, where, by what and since when.
func sayMove(m Move) string {
	what := fmt.Sprintf("nhiệm vụ của %s tại %s do %s thực hiện", m.From, m.Target.Place(), m.To)
	if m.Kind == MoveWords {
		what = fmt.Sprintf("cụm từ “%s” tại %s được thay bằng “%s”", m.From, m.Target.Place(), m.To)
		if m.To == "" {
			what = fmt.Sprintf("cụm từ “%s” tại %s đã bị bỏ", m.From, m.Target.Place())
		}
	}
	return what + " từ ngày " + m.Since.Vietnamese() + " (" + m.By.String() + ")"
}

func sayGeneral(moves []Move) string {
	m := moves[0]
	if m.Kind == MoveEnd {
		return fmt.Sprintf("Nơi này nhắc đến cấp huyện. Chính quyền địa phương cấp huyện kết thúc hoạt động từ ngày %s (%s). "+
			"Kho văn bản chưa có quy định chuyển nhiệm vụ ở chính nơi này: hãy kiểm tra cơ quan nay có thẩm quyền.", m.Since.Vietnamese(), m.By.String())
	}
	if m.Kind == MoveWords {
		return sayRenamed(moves)
	}
	parts := make([]string, len(moves))
	for i, m := range moves {
		parts[i] = fmt.Sprintf("%s nay là %s từ ngày %s (%s)", m.From, m.To, m.Since.Vietnamese(), m.By.String())
	}
	return "Cơ quan nhắc đến ở nơi này đã được sắp xếp lại: " + strings.Join(parts, "; ") + "."
}

// sayRenamed names each change of name once, with one place that makes it.
func sayRenamed(moves []Move) string {
	var parts, seen []string
	for _, m := range moves {
		if pair := m.From + "→" + m.To; !slices.Contains(seen, pair) && len(parts) < maxSaid {
			seen = append(seen, pair)
			parts = append(parts, fmt.Sprintf("“%s” thay bằng “%s” (%s, từ ngày %s)", m.From, m.To, m.By.String(), m.Since.Vietnamese()))
		}
	}
	return "Ở văn bản khác, tên cơ quan nhắc đến ở nơi này đã được đổi: " + strings.Join(parts, "; ") + ". Hãy kiểm tra cơ quan nay có thẩm quyền."
}
