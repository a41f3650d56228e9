package plain

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// maxProperties bounds the front matter.
const maxProperties = 200

// frontMatter reads the block between "---" lines at the head of a Markdown file
// and returns it and the rest. It reads the plain keys, lists and folded texts of
// YAML that such files use.
func frontMatter(text string) (properties map[string]string, rest string) {
	body, found := strings.CutPrefix(strings.TrimLeft(text, "\n\ufeff \t"), "---\n")
	if !found {
		return nil, text
	}
	head, rest, found := strings.Cut(body, "\n---")
	if !found || len(head) > 64<<10 || !strings.Contains(head, ":") {
		return nil, text
	}
	_, rest, _ = strings.Cut(rest, "\n")
	properties = map[string]string{}
	key := ""
	for line := range strings.Lines(head) {
		line = strings.TrimRight(line, "\n ")
		trimmed := strings.TrimSpace(line)
		if trimmed == "" || trimmed[0] == '#' {
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		if ok && line[0] != ' ' && line[0] != '-' && len(properties) < maxProperties {
			key = Key(name)
			properties[key] = unquote(strings.TrimSpace(value))
			continue
		}
		if key != "" { // more of the last one
			more := unquote(strings.TrimSpace(strings.TrimPrefix(trimmed, "- ")))
			if properties[key] == "" || properties[key] == ">-" || properties[key] == ">" || properties[key] == "|" {
				properties[key] = more
			} else {
				sep := " "
				if strings.HasPrefix(trimmed, "- ") {
					sep = "; "
				}
				properties[key] += sep + more
			}
		}
	}
	return properties, rest
}

// Key folds the name of a property: without diacritics, lower case, words split by
// single spaces. "Số hiệu", "so_hieu" and "so-hieu" are "so hieu".
func Key(name string) string {
	name = strings.Map(func(r rune) rune {
		switch r {
		case '_', '-', '*', '`', ':':
			return ' '
		}
		return r
	}, name)
	plain := strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case r == 'đ':
			return 'd'
		}
		return r
	}, norm.NFD.String(strings.ToLower(name)))
	return strings.Join(strings.Fields(plain), " ")
}

func unquote(s string) string {
	if len(s) >= 2 && (s[0] == '"' || s[0] == '\'') && s[len(s)-1] == s[0] {
		return s[1 : len(s)-1]
	}
	return s
}
