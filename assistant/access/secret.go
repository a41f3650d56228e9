package access

import (
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"io"
	"strings"
)

// Secrets are a prefix, so that they are known wherever they turn up, and 256 random
// bits in letters and digits that nobody mistakes for one another.
const (
	KeyPrefix     = "cv_"  // of API keys
	sessionPrefix = "cvs_" // of session tokens

	secretBytes  = 32
	secretLength = 52 // characters after the prefix
	startLength  = 8  // of them, those by which a key is recognised
)

var secretEncoding = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// drawSecret makes a new secret.
func drawSecret(random io.Reader, prefix string) (string, error) {
	var b [secretBytes]byte
	if _, err := io.ReadFull(random, b[:]); err != nil {
		return "", fmt.Errorf("nguồn số ngẫu nhiên: %w", err)
	}
	return prefix + secretEncoding.EncodeToString(b[:]), nil
}

// isSecret tells whether text has the form of a secret with that prefix: exactly the
// form in which one is made, so that no two texts stand for one secret.
func isSecret(text, prefix string) bool {
	body, ok := strings.CutPrefix(text, prefix)
	if !ok || len(body) != secretLength {
		return false
	}
	b, err := secretEncoding.DecodeString(body)
	return err == nil && secretEncoding.EncodeToString(b) == body
}

// sumOf is how a secret is known.
func sumOf(secret string) []byte {
	sum := sha256.Sum256([]byte(secret))
	return sum[:]
}

// startOf is how people recognise a key that has the form of one.
func startOf(key string) string { return key[:len(KeyPrefix)+startLength] }
