package access

import (
	"crypto/rand"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPHC(t *testing.T) {
	h, err := Recommended.hash(rand.Reader, "mật khẩu")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(h.String(), "$argon2id$v=19$m=65536,t=3,p=4$") {
		t.Errorf("written as %s", h)
	}
	again, err := parseHashed(h.String())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(h, again, cmp.AllowUnexported(hashed{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if !again.matches("mật khẩu") || again.matches("mật khẩu ") || again.matches("") {
		t.Error("matches what it should not, or not what it should")
	}
}

const phcSeed = "$argon2id$v=19$m=64,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

func TestPHCThatIsNone(t *testing.T) {
	if _, err := parseHashed(phcSeed); err != nil {
		t.Fatal(err)
	}
	for name, s := range map[string]string{
		"nothing":         "",
		"another variant": strings.Replace(phcSeed, "argon2id", "argon2i", 1),
		"another version": strings.Replace(phcSeed, "v=19", "v=16", 1),
		"no memory":       strings.Replace(phcSeed, "m=64", "m=4", 1),
		"all memory":      strings.Replace(phcSeed, "m=64", "m=4294967295", 1),
		"too much to say": strings.Replace(phcSeed, "m=64", "m=9999999999", 1),
		"no pass":         strings.Replace(phcSeed, "t=1", "t=0", 1),
		"many passes":     strings.Replace(phcSeed, "t=1", "t=1000000", 1),
		"many threads":    strings.Replace(phcSeed, "p=1", "p=255", 1),
		"a short salt":    strings.Replace(phcSeed, "$AAAAAAAAAAAAAAAAAAAAAA$", "$AAAA$", 1),
		"a short tag":     phcSeed[:len(phcSeed)-4],
		"loose bits":      phcSeed[:len(phcSeed)-1] + "B",
		"more behind":     phcSeed + "\n",
	} {
		if h, err := parseHashed(s); err == nil {
			t.Errorf("%s: read as %+v", name, h)
		}
	}
}

// FuzzPHC: what is read is written as it was, and costs no more than is allowed.
func FuzzPHC(f *testing.F) {
	f.Add(phcSeed)
	f.Add("$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$x")
	f.Fuzz(func(t *testing.T, s string) {
		h, err := parseHashed(s)
		if err != nil {
			return
		}
		if h.String() != s || !h.cost.within(mostCost) {
			t.Errorf("%q is read as %q", s, h)
		}
	})
}

// FuzzSecret: a secret has one form, with one prefix.
func FuzzSecret(f *testing.F) {
	for _, prefix := range []string{KeyPrefix, sessionPrefix} {
		secret, err := drawSecret(rand.Reader, prefix)
		if err != nil || !isSecret(secret, prefix) {
			f.Fatalf("%v: drawn in another form", err)
		}
		f.Add(secret)
	}
	f.Add("cv_")
	f.Fuzz(func(t *testing.T, s string) {
		key, session := isSecret(s, KeyPrefix), isSecret(s, sessionPrefix)
		if key && session || (key || session) && strings.ToLower(s) != s {
			t.Errorf("%q: key %v, session %v", s, key, session)
		}
		if key && (len(startOf(s)) != 11 || len(sumOf(s)) != 32) {
			t.Errorf("%q begins with %q", s, startOf(s))
		}
	})
}

func TestCheckPassword(t *testing.T) {
	for _, tt := range []struct {
		account, password, said string
	}{
		{"an", "mười một ký", "12 ký tự"},
		{"an", "mười hai ký.", ""},
		{"an", "mu\u031bo\u031b\u0300i mo\u0323\u0302t ky\u0301", "12 ký tự"}, // eleven, with marks apart
		{"nguyễn.văn.an@sở.vn", "nguyen.van.an", "trùng với tên"},
		{"nguyen.van.an", "Nguyễn.Văn.An 2026", "trùng với tên"},
		{"an", "bốn con ngan già", ""},
		{"an", "aaaaaaaaaaaaaaaa", "quá đơn giản"},
		{"an", "abababababab", "quá đơn giản"},
		{"an", "123456789012", "quá đơn giản"},
		{"an", "abcdefghijklm", "quá đơn giản"},
		{"an", "mười hai ký\x00tự", "không gõ được"},
		{"an", "mười hai ký \xff tự", "không gõ được"},
		{"an", strings.Repeat("mười hai ", 200), "dài quá"},
	} {
		err := CheckPassword(tt.account, tt.password)
		if (err == nil) != (tt.said == "") || err != nil && !strings.Contains(err.Error(), tt.said) {
			t.Errorf("%q for %q: %v, want %q", tt.password, tt.account, err, tt.said)
		}
	}
}
