package access

import (
	"slices"
	"strings"
)

// Scope is a part of what the role of a key may do, to which the key is held.
type Scope string

// The scopes.
const (
	ScopeAsk      Scope = "ask"
	ScopeSearch   Scope = "search"
	ScopeCheck    Scope = "check"
	ScopeFeedback Scope = "feedback"
	ScopeAdmin    Scope = "admin" // all that officials may not do and the role may
)

// Scopes are all of them, in the order in which they are written.
func Scopes() []Scope { return []Scope{ScopeAsk, ScopeSearch, ScopeCheck, ScopeFeedback, ScopeAdmin} }

// opened is what each scope leaves to a role.
var opened = map[Scope][]Permission{
	ScopeAsk:      {Ask, Read, Converse},
	ScopeSearch:   {Search, Read},
	ScopeCheck:    {Check, Read},
	ScopeFeedback: {Feedback},
	ScopeAdmin:    {Approve, Upload, Audit, ManageAccess},
}

// Opens tells whether a scope leaves a permission to its role.
func (s Scope) Opens(p Permission) bool { return slices.Contains(opened[s], p) }

// ParseScopes reads scopes with commas between them: each known, one at least, none
// twice, in the order of Scopes.
func ParseScopes(text string) ([]Scope, error) {
	given := map[Scope]bool{}
	for name := range strings.SplitSeq(text, ",") {
		s := Scope(strings.TrimSpace(name))
		if !slices.Contains(Scopes(), s) {
			return nil, invalid("phạm vi", "%q không phải ask, search, check, feedback hoặc admin", s)
		}
		given[s] = true
	}
	return slices.DeleteFunc(Scopes(), func(s Scope) bool { return !given[s] }), nil
}

func joinScopes(scopes []Scope) string {
	names := make([]string, len(scopes))
	for i, s := range scopes {
		names[i] = string(s)
	}
	return strings.Join(names, ",")
}
