package store

import (
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"io"
	"time"
)

// idLength is the length of an identifier in characters.
const idLength = 26

// idEncoding keeps the order of bytes, and has no letters that are mistaken for digits.
var idEncoding = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// NewID makes an identifier: 48 bits of time in milliseconds, so that identifiers sort
// by time, and 80 random bits, so that none can be guessed.
func (s *Store) NewID(t time.Time) (string, error) {
	var b [16]byte
	binary.BigEndian.PutUint64(b[:8], uint64(max(instant(t), 0))<<16)
	s.drawing.Lock()
	_, err := io.ReadFull(s.random, b[6:])
	s.drawing.Unlock()
	if err != nil {
		return "", fmt.Errorf("nguồn số ngẫu nhiên: %w", err)
	}
	return idEncoding.EncodeToString(b[:]), nil
}

// firstID is not after any identifier of that time or later, and after all earlier ones.
func firstID(t time.Time) string {
	var b [16]byte
	binary.BigEndian.PutUint64(b[:8], uint64(max(instant(t), 0))<<16)
	return idEncoding.EncodeToString(b[:])
}

// timeOfID is the time that an identifier was made for, zero when it is none.
func timeOfID(id string) time.Time {
	b, err := idEncoding.DecodeString(id)
	if err != nil || len(b) != 16 {
		return time.Time{}
	}
	return timeOf(int64(binary.BigEndian.Uint64(b[:8]) >> 16))
}

// isID tells whether id has the form of an identifier.
func isID(id string) bool {
	_, err := idEncoding.DecodeString(id)
	return err == nil && len(id) == idLength
}
