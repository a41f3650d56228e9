package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/trolycongvu/congvu/assistant/access"
	state "github.com/trolycongvu/congvu/assistant/store"
)

// withAccess runs f on the keys and accounts of the data folder. What is wrong with what
// was typed becomes a usage error.
func (a *app) withAccess(f func(*access.Store) error) error {
	return a.withState(func(st *state.Store) error {
		err := f(access.NewStore(st, access.Options{}))
		if errors.Is(err, access.ErrInvalid) || errors.Is(err, access.ErrExists) {
			return fmt.Errorf("%w: %w", errUsage, err)
		}
		return err
	})
}

type keyCmd struct {
	Create keyCreateCmd `cmd:"" help:"Tạo khóa API; khóa chỉ hiện một lần."`
	List   keyListCmd   `cmd:"" help:"Liệt kê khóa: vai trò, phạm vi, thời hạn, lần dùng cuối."`
	Revoke keyRevokeCmd `cmd:"" help:"Thu hồi một khóa, có hiệu lực ngay."`
}

type keyCreateCmd struct {
	Name    string `required:"" help:"Tên để nhận ra khóa, ví dụ tên chương trình dùng nó." placeholder:"TÊN"`
	Role    string `help:"Vai trò: official, editor, admin, auditor." default:"official" placeholder:"VAI-TRÒ"`
	Scope   string `help:"Phạm vi, cách nhau bằng dấu phẩy: ask, search, check, feedback, admin." default:"ask,search,check,feedback" placeholder:"PHẠM-VI"`
	Expires string `help:"Hết hạn sau chừng này: 90d, 12h." default:"90d" placeholder:"THỜI-HẠN"`
	JSON    bool   `help:"In dạng JSON."`
}

// createdKey is what key create prints as JSON.
type createdKey struct {
	access.Key

	Secret string `json:"key"`
}

// Run makes a key and prints it, once.
func (c *keyCreateCmd) Run(a *app) error {
	age, err := parseAge(c.Expires)
	if err != nil {
		return fmt.Errorf("--expires: %w", err)
	}
	scopes, err := access.ParseScopes(c.Scope)
	if err != nil {
		return fmt.Errorf("%w: --scope: %w", errUsage, err)
	}
	return a.withAccess(func(st *access.Store) error {
		secret, key, err := st.CreateKey(a.ctx, access.Key{Name: c.Name, Role: access.Role(c.Role), Scopes: scopes}, age)
		if err != nil {
			return err
		}
		if c.JSON {
			return a.printJSON(createdKey{key, secret})
		}
		a.say("Khóa %s (%s), dùng được đến %s. Hãy cất ngay: khóa không được lưu và không hiện lại lần nữa.",
			key.Name, key.Role.Vietnamese(), vietnamTime(key.Expires))
		return a.printf("%s\n", secret)
	})
}

type keyListCmd struct {
	JSON bool `help:"In dạng JSON."`
}

// Run lists keys.
func (c *keyListCmd) Run(a *app) error {
	return a.withAccess(func(st *access.Store) error {
		list, err := st.Keys(a.ctx)
		if err != nil {
			return err
		}
		if c.JSON {
			return a.printJSON(append([]access.Key{}, list...))
		}
		if len(list) == 0 {
			a.say("Chưa có khóa nào; tạo bằng congvu key create --name TÊN.")
		}
		for _, k := range list {
			if err := a.printf("%s  %s…  %s, %s  %s; %s\n", k.Name, k.Start, k.Role, scopeNames(k.Scopes), keyState(k, time.Now()), lastUse(k.Used)); err != nil {
				return err
			}
		}
		return nil
	})
}

func scopeNames(scopes []access.Scope) string {
	names := make([]string, len(scopes))
	for i, s := range scopes {
		names[i] = string(s)
	}
	return strings.Join(names, ",")
}

func keyState(k access.Key, now time.Time) string {
	switch {
	case !k.Revoked.IsZero():
		return "đã thu hồi " + vietnamTime(k.Revoked)
	case !k.Valid(now):
		return "đã hết hạn " + vietnamTime(k.Expires)
	}
	return "dùng được đến " + vietnamTime(k.Expires)
}

func lastUse(t time.Time) string {
	if t.IsZero() {
		return "chưa dùng lần nào"
	}
	return "dùng lần cuối " + vietnamTime(t)
}

type keyRevokeCmd struct {
	Name string `arg:"" name:"khóa" help:"Tên khóa hoặc các ký tự đầu của nó, xem congvu key list."`
}

// Run revokes a key.
func (c *keyRevokeCmd) Run(a *app) error {
	return a.withAccess(func(st *access.Store) error {
		k, err := st.RevokeKey(a.ctx, strings.TrimSuffix(c.Name, "…"))
		if err != nil {
			return err
		}
		a.say("Khóa %s (%s…) đã bị thu hồi lúc %s.", k.Name, k.Start, vietnamTime(k.Revoked))
		return nil
	})
}
