package symbol

import "testing"

func TestText(t *testing.T) {
	for _, c := range []struct{ font, in, want string }{
		{"Symbol", "\uf0b7 \uf061", "• α"},
		{"Symbol", "ab", "αβ"},
		{"Wingdings", "\uf0a8 \uf04f", "□ •"},
		{"Wingdings 2", "\u00fe", "☑"},
		{"Arial", "a\uf02d", "a-"},
		{"Arial", "luật", "luật"},
		{"Symbol", "luật", "λυậτ"},
	} {
		if got := Text(c.font, c.in); got != c.want {
			t.Errorf("Text(%q, %q) = %q, want %q", c.font, c.in, got, c.want)
		}
	}
}

func TestBullet(t *testing.T) {
	for _, c := range []struct{ font, in, want string }{
		{"Symbol", "\uf0b7", "•"},
		{"", "-", "-"},
		{"Symbol", "\uf02d", "-"},
		{"", "+", "+"},
		{"Courier New", "o", "•"},
		{"", "", ""},
		{"", "*)", "*"},
		{"", "§", "•"},
		{"", "(x)", "(x)"},
	} {
		if got := Bullet(c.font, c.in); got != c.want {
			t.Errorf("Bullet(%q, %q) = %q, want %q", c.font, c.in, got, c.want)
		}
	}
}
