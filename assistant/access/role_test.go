package access_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/assistant/access"
)

// TestRoles: every role with every permission, those that it lacks above all.
func TestRoles(t *testing.T) {
	const yes, no = true, false
	table := map[access.Permission][4]bool{ // official, editor, admin, auditor
		access.Ask:          {yes, yes, yes, no},
		access.Search:       {yes, yes, yes, yes},
		access.Read:         {yes, yes, yes, yes},
		access.Check:        {yes, yes, yes, no},
		access.Feedback:     {yes, yes, yes, no},
		access.Converse:     {yes, yes, yes, no},
		access.Approve:      {no, yes, yes, no},
		access.Upload:       {no, yes, yes, no},
		access.Audit:        {no, no, no, yes},
		access.ManageAccess: {no, no, yes, no},
	}
	if len(table) != len(access.Permissions()) {
		t.Fatalf("%d permissions, of which %d are tested", len(access.Permissions()), len(table))
	}
	for _, p := range access.Permissions() {
		want, ok := table[p]
		if !ok {
			t.Errorf("%s is not in the table", p)
		}
		for i, role := range []access.Role{access.Official, access.Editor, access.Admin, access.Auditor} {
			if got := role.May(p); got != want[i] {
				t.Errorf("%s may %s: %v, want %v", role, p, got, want[i])
			}
			person := access.Identity{Person: "an", Role: role, Kind: access.BySession}
			if err := person.Require(p); (err == nil) != want[i] || err != nil && !errors.Is(err, access.ErrForbidden) {
				t.Errorf("a person who is %s needs %s: %v", role, p, err)
			}
		}
		for _, role := range []access.Role{"", "Admin", "root", "admin "} {
			if role.May(p) {
				t.Errorf("%q, which is no role, may %s", role, p)
			}
		}
	}
	for _, p := range []access.Permission{"", "everything", "ASK"} {
		for _, role := range access.Roles() {
			if role.May(p) {
				t.Errorf("%s may %q, which is no permission", role, p)
			}
		}
	}
}

// TestScopesTakeAway: a key may what both its role and one of its scopes let it.
func TestScopesTakeAway(t *testing.T) {
	want := map[access.Scope][]access.Permission{
		access.ScopeAsk:      {access.Ask, access.Read, access.Converse},
		access.ScopeSearch:   {access.Search, access.Read},
		access.ScopeCheck:    {access.Read, access.Check},
		access.ScopeFeedback: {access.Feedback},
		access.ScopeAdmin:    {access.Approve, access.Upload, access.Audit, access.ManageAccess},
	}
	for _, scope := range access.Scopes() {
		var opens []access.Permission
		for _, p := range access.Permissions() {
			if scope.Opens(p) {
				opens = append(opens, p)
			}
			for _, role := range access.Roles() {
				key := access.Identity{Person: "key:k", Role: role, Scopes: []access.Scope{scope}, Kind: access.ByKey}
				if got := key.May(p); got != (role.May(p) && scope.Opens(p)) {
					t.Errorf("a key of %s with scope %s may %s: %v", role, scope, p, got)
				}
				key.Scopes = nil
				if key.May(p) {
					t.Errorf("a key of %s without a scope may %s", role, p)
				}
			}
		}
		if diff := cmp.Diff(want[scope], opens); diff != "" {
			t.Errorf("scope %s opens (-want +got):\n%s", scope, diff)
		}
	}
	for _, p := range access.Permissions() {
		if (access.Identity{}).May(p) {
			t.Errorf("the zero identity may %s", p)
		}
		if access.From(t.Context()).May(p) {
			t.Errorf("a request without an identity may %s", p)
		}
		if got := access.Unasked().May(p); got != access.Official.May(p) {
			t.Errorf("nobody asked may %s: %v", p, got)
		}
	}
}

func TestParseScopes(t *testing.T) {
	got, err := access.ParseScopes(" feedback,ask,ask")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]access.Scope{access.ScopeAsk, access.ScopeFeedback}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, text := range []string{"", "ask,", "all", "ask search", "ASK"} {
		if _, err := access.ParseScopes(text); !errors.Is(err, access.ErrInvalid) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
