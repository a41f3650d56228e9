package access

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// Bounds of a password, in characters and bytes.
const (
	MinPassword = 12
	maxPassword = 1024
	// leastKinds is how many different characters a password has at the least.
	leastKinds = 5
)

// canonicalPassword is the form in which a password is hashed: keyboards compose
// Vietnamese letters differently (RFC 8265, section 4.2, OpaqueString).
func canonicalPassword(s string) string { return norm.NFC.String(s) }

// CheckPassword says what keeps a password from being the one of an account: short, too
// plain, or among the account's name or the other way round.
func CheckPassword(account, password string) error {
	password = canonicalPassword(password)
	bare, name := viet.Fold(password), viet.Fold(account)
	switch {
	case !utf8.ValidString(password) || strings.ContainsFunc(password, unicode.IsControl):
		return invalid("mật khẩu", "có ký tự không gõ được")
	case utf8.RuneCountInString(password) < MinPassword:
		return invalid("mật khẩu", "cần ít nhất %d ký tự", MinPassword)
	case len(password) > maxPassword:
		return invalid("mật khẩu", "dài quá %d byte", maxPassword)
	case strings.Contains(name, bare), len(name) >= 4 && strings.Contains(bare, name):
		return invalid("mật khẩu", "trùng với tên tài khoản")
	case kinds(bare) < leastKinds, isRun(bare):
		return invalid("mật khẩu", "quá đơn giản: chỉ vài ký tự lặp lại hoặc một dãy liền nhau")
	}
	return nil
}

// kinds counts the different characters of s.
func kinds(s string) int {
	seen := map[rune]bool{}
	for _, r := range s {
		seen[r] = true
	}
	return len(seen)
}

// isRun tells whether s is characters in a row, "123456789012" or "abcdefghijkl".
func isRun(s string) bool {
	last := rune(-1)
	for _, r := range s {
		if last >= 0 && r != last+1 && (last != '9' || r != '0') {
			return false
		}
		last = r
	}
	return true
}
