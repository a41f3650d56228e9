package access

import (
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"

	"golang.org/x/crypto/argon2"
)

// Cost is what hashing a password takes: the parameters of argon2id (RFC 9106).
type Cost struct {
	Memory  uint32 // KiB
	Passes  uint32
	Threads uint8
}

// Recommended is the second recommended option of RFC 9106, section 4: for what has no
// two gigabytes to spare for every sign-in.
var Recommended = Cost{Memory: 64 << 10, Passes: 3, Threads: 4}

// The most that a stored hash may ask for: a file that someone tampered with must not
// bring the server down.
var mostCost = Cost{Memory: 1 << 20, Passes: 16, Threads: 16}

const (
	saltBytes = 16
	tagBytes  = 32
)

// within tells whether argon2 can work with a cost that is not more than most.
func (c Cost) within(most Cost) bool {
	return c.Passes >= 1 && c.Passes <= most.Passes && c.Threads >= 1 && c.Threads <= most.Threads &&
		c.Memory >= 8*uint32(c.Threads) && c.Memory <= most.Memory
}

// less tells whether a password hashed at this cost should be hashed anew at the other.
func (c Cost) less(other Cost) bool { return c.Memory < other.Memory || c.Passes < other.Passes }

// hashed is a password as it is kept.
type hashed struct {
	cost      Cost
	salt, tag []byte
}

// hash hashes a password with a salt of its own.
func (c Cost) hash(random io.Reader, password string) (hashed, error) {
	h := hashed{cost: c, salt: make([]byte, saltBytes)}
	if _, err := io.ReadFull(random, h.salt); err != nil {
		return hashed{}, fmt.Errorf("nguồn số ngẫu nhiên: %w", err)
	}
	h.tag = h.of(password)
	return h, nil
}

// of is the tag of a password under the salt and cost of h.
func (h hashed) of(password string) []byte {
	return argon2.IDKey([]byte(password), h.salt, h.cost.Passes, h.cost.Memory, h.cost.Threads, tagBytes)
}

// matches tells in constant time whether the password is the one that was hashed.
func (h hashed) matches(password string) bool {
	return subtle.ConstantTimeCompare(h.of(password), h.tag) == 1
}

// String is the PHC string of h, as argon2's own tools write it:
// https://github.com/P-H-C/phc-string-format/blob/master/phc-sf-spec.md
func (h hashed) String() string {
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, h.cost.Memory, h.cost.Passes, h.cost.Threads,
		base64.RawStdEncoding.EncodeToString(h.salt), base64.RawStdEncoding.EncodeToString(h.tag))
}

var phcForm = regexp.MustCompile(`^\$argon2id\$v=19\$m=([1-9][0-9]{0,9}),t=([1-9][0-9]{0,9}),p=([1-9][0-9]{0,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$`)

var errPHC = errors.New("mật khẩu lưu không đúng dạng")

// parseHashed reads what String writes; it is its inverse.
func parseHashed(s string) (h hashed, err error) {
	m := phcForm.FindStringSubmatch(s)
	if m == nil {
		return h, errPHC
	}
	memory, errM := strconv.ParseUint(m[1], 10, 32)
	passes, errT := strconv.ParseUint(m[2], 10, 32)
	threads, errP := strconv.ParseUint(m[3], 10, 8)
	strict := base64.RawStdEncoding.Strict()
	salt, errS := strict.DecodeString(m[4])
	tag, errH := strict.DecodeString(m[5])
	if err := errors.Join(errM, errT, errP, errS, errH); err != nil {
		return h, fmt.Errorf("%w: %w", errPHC, err)
	}
	h = hashed{Cost{uint32(memory), uint32(passes), uint8(threads)}, salt, tag}
	if !h.cost.within(mostCost) || len(salt) != saltBytes || len(tag) != tagBytes {
		return hashed{}, errPHC
	}
	return h, nil
}
