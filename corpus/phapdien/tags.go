package phapdien

import "strings"

// blockTags begin and end lines. Values of inlineTags do not.
var (
	blockTags = set("p div br hr ul ol dl dt dd h1 h2 h3 h4 h5 h6 blockquote center pre address " +
		"section article header footer form fieldset caption table tbody thead tfoot tr")
	inlineTags = set("a abbr acronym b bdo big cite code col colgroup del dfn em font i img input ins kbd label " +
		"li link mark meta noscript o q s samp script small span strike strong style sub sup td th tt u var wbr " +
		"html head body title iframe object param embed map area button select option textarea svg math")
	// silentTags hold nothing to read.
	silentTags = set("script style")
)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// knownTag tells whether HTML, or a word processor in it ("o:p"), has such a tag.
func knownTag(name string) bool {
	if name == "" || name[0] < 'a' || name[0] > 'z' {
		return false
	}
	return blockTags[name] || inlineTags[name] || silentTags[name] || strings.IndexByte(name, ':') > 0
}
