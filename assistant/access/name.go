package access

import (
	"regexp"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// nameForm is what keys and accounts may be called: letters, digits and . _ - @ between
// them. There is no colon, which sets other kinds of people apart from accounts.
var nameForm = regexp.MustCompile(`^[\p{Ll}\p{Lo}\p{Nd}](?:[\p{Ll}\p{Lo}\p{Nd}._@-]{0,62}[\p{Ll}\p{Lo}\p{Nd}])?$`)

// reserved names people who are none: assistant.Anonymous.
var reserved = map[string]bool{"anonymous": true}

// CanonicalName is the form in which a name is kept and compared: small letters, one
// encoding, one place for a tone mark.
func CanonicalName(s string) string { return viet.Lower(viet.Normalize(s)) }

// parseName reads the name of a key or an account.
func parseName(what, s string) (string, error) {
	name := CanonicalName(s)
	switch {
	case !nameForm.MatchString(name):
		return "", invalid(what, "%q phải gồm 1 đến 64 chữ cái, chữ số hoặc dấu . _ - @ ở giữa", s)
	case reserved[name]:
		return "", invalid(what, "%q được dành riêng", s)
	}
	return name, nil
}
