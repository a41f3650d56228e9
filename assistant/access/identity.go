package access

import (
	"context"
	"fmt"
	"slices"
)

// Kind is how an identity is known.
type Kind string

// The kinds.
const (
	Nobody    Kind = "nobody"  // nobody is asked who they are
	ByKey     Kind = "key"     // a program
	BySession Kind = "session" // a person
)

// Identity is who sends a request.
type Identity struct {
	// Person is whose conversations, feedback and audit the request is about: the name of
	// the account, or "key:" and the name of the key, which no account can be called.
	// Empty for Nobody.
	Person string
	Role   Role
	Scopes []Scope // of a key; nil leaves the role all that it may do
	Kind   Kind
}

// keyPerson begins the Person of a key.
const keyPerson = "key:"

// Unasked is the identity of everybody where nobody is asked: what an official may do.
func Unasked() Identity { return Identity{Role: Official, Kind: Nobody} }

// May tells whether the identity may do a thing. The zero Identity may nothing.
func (id Identity) May(p Permission) bool {
	if !id.Role.May(p) {
		return false
	}
	if id.Kind != ByKey {
		return true
	}
	return slices.ContainsFunc(id.Scopes, func(s Scope) bool { return s.Opens(p) })
}

// Require is nil when the identity may do a thing, and otherwise an ErrForbidden that
// names what is missing.
func (id Identity) Require(p Permission) error {
	if id.May(p) {
		return nil
	}
	return fmt.Errorf("%w %q", ErrForbidden, string(p))
}

// identityKey is where a context holds an identity.
type identityKey struct{}

// With is ctx with the identity of the request in it.
func With(ctx context.Context, id Identity) context.Context {
	return context.WithValue(ctx, identityKey{}, id)
}

// From is the identity of a request, the zero Identity when nobody put one there.
func From(ctx context.Context) Identity {
	id, _ := ctx.Value(identityKey{}).(Identity)
	return id
}
