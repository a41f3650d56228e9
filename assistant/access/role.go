package access

import "slices"

// Permission is one thing that may be done.
type Permission string

// The permissions. There are no others.
const (
	Ask          Permission = "ask"           // questions, also as OpenAI's clients and MCP ask them
	Search       Permission = "search"        // articles and procedures
	Read         Permission = "read"          // documents, articles, procedures, imported files
	Check        Permission = "check"         // drafts
	Feedback     Permission = "feedback"      // on answers of one's own
	Converse     Permission = "conversations" // of one's own: list, read, rename, delete, export
	Approve      Permission = "approve"       // answers that are then given as they stand
	Upload       Permission = "upload"        // documents into the corpus
	Audit        Permission = "audit"         // what others asked and were told, and their feedback
	ManageAccess Permission = "manage_access" // keys and accounts
)

// Permissions are all of them, in the order in which they are told.
func Permissions() []Permission {
	return []Permission{Ask, Search, Read, Check, Feedback, Converse, Approve, Upload, Audit, ManageAccess}
}

// Role is what a person or program is to the assistant.
type Role string

// The roles.
const (
	Official Role = "official" // asks
	Editor   Role = "editor"   // looks after documents and approved answers too
	Admin    Role = "admin"    // gives keys and accounts besides, and does not read what others ask
	Auditor  Role = "auditor"  // reads what others asked, and the law, and nothing else
)

// Roles are all of them, in the order in which they are told.
func Roles() []Role { return []Role{Official, Editor, Admin, Auditor} }

// granted is what each role may do.
var granted = map[Role][]Permission{
	Official: {Ask, Search, Read, Check, Feedback, Converse},
	Editor:   {Ask, Search, Read, Check, Feedback, Converse, Approve, Upload},
	Admin:    {Ask, Search, Read, Check, Feedback, Converse, Approve, Upload, ManageAccess},
	Auditor:  {Search, Read, Audit},
}

// May tells whether a role may do a thing. A role or permission that is none may nothing.
func (r Role) May(p Permission) bool { return slices.Contains(granted[r], p) }

// Vietnamese is the role as people read it.
func (r Role) Vietnamese() string {
	switch r {
	case Official:
		return "cán bộ"
	case Editor:
		return "biên tập"
	case Admin:
		return "quản trị"
	case Auditor:
		return "kiểm tra"
	}
	return string(r)
}

// ParseRole reads the name of a role.
func ParseRole(s string) (Role, error) {
	if r := Role(s); slices.Contains(Roles(), r) {
		return r, nil
	}
	return "", invalid("vai trò", "%q không phải official, editor, admin hoặc auditor", s)
}
