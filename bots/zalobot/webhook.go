package zalobot

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"io"
	"net/http"

	"github.com/trolycongvu/congvu/bots"
)

// secretHeader carries the secret of a webhook.
const secretHeader = "X-Bot-Api-Secret-Token" // #nosec G101 -- the name of a header

// maxUpdate bounds the body of a webhook, in bytes; a message has 2,000 characters.
const maxUpdate = 256 << 10

// Handler takes what the platform posts to the webhook. Whoever does not know the
// secret is refused before anything is read. 200 is answered when the message is kept.
func (n *Network) Handler(take bots.Take) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		status := n.receive(w, r, take)
		if status == http.StatusMethodNotAllowed {
			w.Header().Set("Allow", http.MethodPost)
		}
		w.WriteHeader(status)
	})
}

// receive takes one request and returns the status of its answer.
func (n *Network) receive(w http.ResponseWriter, r *http.Request, take bots.Take) int {
	if r.Method != http.MethodPost {
		return http.StatusMethodNotAllowed
	}
	if !n.knowsSecret(r.Header.Values(secretHeader)) {
		n.Logger.WarnContext(r.Context(), "webhook bị từ chối: thiếu hoặc sai mã bí mật", "network", Name)
		return http.StatusUnauthorized
	}
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxUpdate))
	if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
		return http.StatusRequestEntityTooLarge
	}
	var e envelope
	if err != nil || json.Unmarshal(raw, &e) != nil || len(e.Result) == 0 {
		return http.StatusBadRequest
	}
	switch err := n.accept(r.Context(), e.Result, take); {
	case errors.Is(err, errRead):
		return http.StatusBadRequest
	case err != nil:
		return http.StatusInternalServerError
	}
	return http.StatusOK
}

// knowsSecret compares in constant time; without a secret nobody knows it.
func (n *Network) knowsSecret(given []string) bool {
	if len(n.Secret) < minSecret || len(given) != 1 {
		return false
	}
	want, got := sha256.Sum256([]byte(n.Secret)), sha256.Sum256([]byte(given[0]))
	return subtle.ConstantTimeCompare(want[:], got[:]) == 1
}
