package collation

import (
	"crypto/sha256"
	"slices"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/trolycongvu/congvu/corpus"
)

// Fingerprint recognises a text whatever file it comes from: a sum over the
// letters and digits of all articles, without case, diacritics, punctuation and
// spaces.
type Fingerprint [16]byte

// shortest is how many letters a text must have to be told by them alone: shorter
// ones repeat ("Thông tư này có hiệu lực …").
const shortest = 400

// FingerprintOf is the fingerprint of a document; ok is false when its text is too
// short to be told by it. buf is working space that is returned for the next one.
func FingerprintOf(doc corpus.Document, buf []byte) (f Fingerprint, ok bool, _ []byte) {
	buf = buf[:0]
	for i := range doc.Articles {
		buf = appendArticle(buf, &doc.Articles[i])
	}
	if len(buf) < shortest {
		return f, false, buf
	}
	sum := sha256.Sum256(buf)
	return Fingerprint(sum[:16]), true, buf
}

// alike tells whether two articles have the same letters and digits.
func alike(a, b *corpus.Article) bool {
	return string(appendArticle(nil, a)) == string(appendArticle(nil, b))
}

func appendArticle(dst []byte, a *corpus.Article) []byte {
	dst = appendLetters(dst, a.Heading)
	return appendNodes(dst, a.Body)
}

func appendNodes(dst []byte, nodes []corpus.Node) []byte {
	for i := range nodes {
		dst = appendLetters(dst, nodes[i].Marker)
		dst = appendLetters(dst, nodes[i].Text)
		dst = appendNodes(dst, nodes[i].Children)
	}
	return dst
}

// appendLetters appends the letters and digits of s, folded.
func appendLetters(dst []byte, s string) []byte {
	n := len(dst)
	dst = slices.Grow(dst, len(s)) // nothing folds to more bytes than it has
	dst = dst[:n+len(s)]
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			dst[n] = folded[c]
			n += bit(dst[n] != 0)
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		if r < tableEnd {
			dst[n] = folded[r]
			n += bit(dst[n] != 0)
		} else if size > 1 && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			n += utf8.EncodeRune(dst[n:], r)
		}
	}
	return dst[:n]
}

// tableEnd is the first rune behind the Vietnamese letters.
const tableEnd = 0x1F00

// folded holds the plain lower-case letter or digit under each rune, 0 for what is
// neither: spaces, punctuation and combining marks.
var folded = buildFolded()

func buildFolded() *[tableEnd]byte {
	var table [tableEnd]byte
	for r := rune(0); r < tableEnd; r++ {
		base, _ := utf8.DecodeRuneInString(norm.NFD.String(string(r)))
		switch base = unicode.ToLower(base); {
		case base == 'đ', base == 'ð', base == 'ɖ':
			table[r] = 'd'
		case base < utf8.RuneSelf && (unicode.IsLetter(base) || unicode.IsDigit(base)):
			table[r] = byte(base)
		case unicode.IsLetter(base):
			table[r] = '?' // of another script: one letter is as good as another
		}
	}
	return &table
}
