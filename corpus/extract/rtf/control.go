package rtf

import "github.com/trolycongvu/congvu/corpus/extract/passage"

// ignored are destinations whose text is no part of the page's.
var ignored = map[string]bool{
	"stylesheet": true, "colortbl": true, "info": true, "pict": true, "header": true, "headerl": true, "headerr": true, "headerf": true,
	"footer": true, "footerl": true, "footerr": true, "footerf": true, "annotation": true, "listtable": true, "listoverridetable": true,
	"fldinst": true, "objdata": true, "objclass": true, "objname": true, "shprslt": true, "themedata": true, "datafield": true, "generator": true,
	"xe": true, "tc": true, "rxe": true, "tcn": true, "ftnsep": true, "ftnsepc": true, "ftncn": true, "aftnsep": true, "aftnsepc": true, "aftncn": true,
	"nonesttables": true, "bkmkstart": true, "bkmkend": true, "nonshppict": true, "template": true, "filetbl": true, "revtbl": true, "sp": true,
	"private": true, "pgdsctbl": true, "docvar": true, "userprops": true, "xmlnstbl": true, "latentstyles": true, "falt": true,
	"panose": true, "listpicture": true, "picprop": true, "mmathPr": true, "background": true, "formfield": true, "pn": true, "pnseclvl": true,
}

// starred are the destinations after \* whose text is read.
var starred = map[string]bool{
	"shpinst": true, "shptxt": true, "do": true, "dptxbxtext": true, "ud": true, "flymaincnt": true, "nesttableprops": true,
	"footnote": true, "fldrslt": true, "result": true, "fonttbl": true, "shpgrp": true, "listtext": true, "pntext": true,
}

// characters are what some controls print as.
var characters = map[string]string{
	"tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
	"~": "\u00A0", "_": "-", "emspace": " ", "enspace": " ", "qmspace": " ", "line": passage.Wrap, "lbr": passage.Wrap,
	"page": passage.Break, "column": passage.Break, "softline": "", "softpage": "",
}

// control handles a control word.
func (r *reader) control(t token) error {
	g := r.top()
	if t.word == "*" {
		g.starred = true
		return nil
	}
	if t.word == "u" {
		if g.to == toText || g.to == toLabel {
			r.unicode(t.value)
		} else {
			r.skip = g.skip
		}
		return nil
	}
	first := !g.begun || g.starred
	if first && r.begins(t) {
		g.starred = false
		return nil
	}
	if g.starred { // a destination that nobody here knows
		g.starred = false
		g.to = toNowhere
		return nil
	}
	switch g.to {
	case toNowhere:
		return nil
	case toFonts:
		r.fontEntry(t)
		return nil
	}
	r.flush()
	if s, ok := characters[t.word]; ok {
		r.write(s)
		return nil
	}
	if r.setText(t) || r.setParagraph(t) || r.setRow(t) {
		return nil
	}
	return r.ends(t)
}

// begins handles the words that begin a destination.
func (r *reader) begins(t token) bool {
	g := r.top()
	if g.to == toNowhere || ignored[t.word] {
		if ignored[t.word] {
			r.flush()
			g.to = toNowhere
		}
		return ignored[t.word]
	}
	if g.starred && !starred[t.word] {
		return false
	}
	switch t.word {
	case "fonttbl":
		g.to = toFonts
	case "listtext", "pntext":
		g.to = toLabel
	case "footnote":
		r.flush()
		r.beginAside(true)
	case "shptxt", "dptxbxtext", "flymaincnt":
		r.flush()
		r.beginAside(false)
	case "upr":
		g.either = true
	case "ud":
		g.to = toText
	case "nesttableprops":
		g.to = toDepth
	case "shpinst", "do", "fldrslt", "result", "shpgrp":
	default:
		return false
	}
	return true
}

// fontEntry reads the font table.
func (r *reader) fontEntry(t token) {
	g := r.top()
	switch t.word {
	case "f":
		g.font = t.value
		if r.fonts[t.value] == nil && len(r.fonts) < maxFonts {
			r.fonts[t.value] = &font{}
		}
	case "fcharset", "cpg":
		f := r.fonts[g.font]
		if f == nil {
			return
		}
		n := t.value
		if t.word == "fcharset" {
			f.symbol = n == charsetSymbol
			n = charsets[n]
		}
		if t.value == charsetDefault && t.word == "fcharset" || n == 0 {
			return
		}
		f.page = codePage(n)
	}
}

// setText handles the words that change the look of text; on tells a switch.
func (r *reader) setText(t token) bool {
	g := r.top()
	on := !t.given || t.value != 0
	switch t.word {
	case "b":
		g.look.Bold = on
	case "i":
		g.look.Italic = on
	case "v", "deleted":
		g.hidden = on
	case "caps", "scaps":
		g.look.Caps = on
	case "super":
		g.look.Raised = on
	case "nosupersub", "sub":
		g.look.Raised = false
	case "plain":
		g.look, g.hidden, g.font = passage.Look{}, false, r.initial
	case "f":
		g.font = t.value
	case "deff":
		r.initial, g.font = t.value, t.value
	case "uc":
		g.skip = min(max(t.value, 0), 16)
	case "ansicpg":
		r.page = codePage(t.value)
	case "mac":
		r.page = codePage(10000)
	case "pc":
		r.page = codePage(437)
	case "pca":
		r.page = codePage(850)
	default:
		return false
	}
	return true
}

// setParagraph handles the words that change the look of the paragraph.
func (r *reader) setParagraph(t token) bool {
	g := r.top()
	switch t.word {
	case "pard":
		g.centred, g.heading, g.depth = false, 0, 0
	case "qc":
		g.centred = true
	case "ql", "qr", "qj", "qd":
		g.centred = false
	case "outlinelevel":
		if t.value >= 0 && t.value < 9 {
			g.heading = t.value + 1
		}
	case "intbl":
		g.depth = max(g.depth, 1)
	case "itap":
		g.depth = min(max(t.value, 0), maxDepth)
	default:
		return false
	}
	return true
}

// ends handles the words that end a paragraph, a cell or a row.
func (r *reader) ends(t token) error {
	switch t.word {
	case "par", "sect":
		return r.endParagraph(true)
	case "cell":
		return r.endCell(1)
	case "nestcell":
		return r.endCell(max(r.top().depth, 2))
	case "row":
		return r.endRow(1)
	case "nestrow":
		return r.endRow(max(r.top().depth, 2))
	}
	return nil
}
