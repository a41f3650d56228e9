package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"github.com/trolycongvu/congvu/assistant/access"
)

type accountCmd struct {
	Create   accountCreateCmd   `cmd:"" help:"Tạo tài khoản; hỏi mật khẩu, hoặc đọc dòng đầu của đầu vào chuẩn."`
	List     accountListCmd     `cmd:"" help:"Liệt kê tài khoản."`
	Disable  accountDisableCmd  `cmd:"" help:"Khóa tài khoản và kết thúc mọi phiên đăng nhập của nó."`
	Enable   accountEnableCmd   `cmd:"" help:"Mở lại tài khoản đã khóa."`
	Password accountPasswordCmd `cmd:"" help:"Đặt lại mật khẩu và kết thúc mọi phiên đăng nhập."`
	Role     accountRoleCmd     `cmd:"" help:"Đổi vai trò, có hiệu lực ngay."`
}

type accountCreateCmd struct {
	Name string `arg:"" name:"tên" help:"Tên tài khoản: chữ, số và . _ - @ ở giữa."`
	Role string `help:"Vai trò: official, editor, admin, auditor." default:"official" placeholder:"VAI-TRÒ"`
}

// Run makes an account.
func (c *accountCreateCmd) Run(a *app) error {
	return a.withPassword(c.Name, func(st *access.Store, password string) error {
		made, err := st.CreateAccount(a.ctx, c.Name, access.Role(c.Role), password)
		if err == nil {
			a.say("Đã tạo tài khoản %s, vai trò %s.", made.Name, made.Role.Vietnamese())
		}
		return err
	})
}

type accountPasswordCmd struct {
	Name string `arg:"" name:"tên" help:"Tên tài khoản."`
}

// Run sets a password.
func (c *accountPasswordCmd) Run(a *app) error {
	return a.withPassword(c.Name, func(st *access.Store, password string) error {
		err := st.SetPassword(a.ctx, c.Name, password)
		if err == nil {
			a.say("Đã đặt lại mật khẩu của %s; mọi phiên đăng nhập đã kết thúc.", c.Name)
		}
		return err
	})
}

type accountListCmd struct {
	JSON bool `help:"In dạng JSON."`
}

// Run lists accounts.
func (c *accountListCmd) Run(a *app) error {
	return a.withAccess(func(st *access.Store) error {
		list, err := st.Accounts(a.ctx)
		if err != nil {
			return err
		}
		if c.JSON {
			return a.printJSON(append([]access.Account{}, list...))
		}
		if len(list) == 0 {
			a.say("Chưa có tài khoản nào; tạo bằng congvu account create TÊN.")
		}
		for _, account := range list {
			how := "dùng được"
			if !account.Disabled.IsZero() {
				how = "đã khóa " + vietnamTime(account.Disabled)
			}
			if err := a.printf("%s  %s  %s; %s\n", account.Name, account.Role, how, lastUse(account.Used)); err != nil {
				return err
			}
		}
		return nil
	})
}

type accountDisableCmd struct {
	Name string `arg:"" name:"tên" help:"Tên tài khoản."`
}

// Run disables an account.
func (c *accountDisableCmd) Run(a *app) error {
	return a.withAccess(func(st *access.Store) error {
		err := st.Disable(a.ctx, c.Name)
		if err == nil {
			a.say("Đã khóa tài khoản %s; mọi phiên đăng nhập đã kết thúc.", c.Name)
		}
		return err
	})
}

type accountEnableCmd struct {
	Name string `arg:"" name:"tên" help:"Tên tài khoản."`
}

// Run enables a disabled account.
func (c *accountEnableCmd) Run(a *app) error {
	return a.withAccess(func(st *access.Store) error {
		err := st.Enable(a.ctx, c.Name)
		if err == nil {
			a.say("Tài khoản %s dùng được.", c.Name)
		}
		return err
	})
}

type accountRoleCmd struct {
	Name string `arg:"" name:"tên" help:"Tên tài khoản."`
	Role string `arg:"" name:"vai-trò" help:"Vai trò: official, editor, admin, auditor."`
}

// Run changes a role.
func (c *accountRoleCmd) Run(a *app) error {
	return a.withAccess(func(st *access.Store) error {
		err := st.SetRole(a.ctx, c.Name, access.Role(c.Role))
		if err == nil {
			a.say("Tài khoản %s nay có vai trò %s.", c.Name, access.Role(c.Role).Vietnamese())
		}
		return err
	})
}

// withPassword runs f with a new password for an account.
func (a *app) withPassword(account string, f func(st *access.Store, password string) error) error {
	password, err := a.readPassword()
	if err == nil {
		err = access.CheckPassword(account, password) // before anything is opened
	}
	if err != nil {
		return fmt.Errorf("%w: %w", errUsage, err)
	}
	return a.withAccess(func(st *access.Store) error { return f(st, password) })
}

// maxPasswordLine is how much of standard input is read for a password, in bytes.
const maxPasswordLine = 4096

// readPassword asks for a new password, twice and unseen, at a terminal; elsewhere it is
// the first line of standard input.
func (a *app) readPassword() (string, error) {
	fd := int(os.Stdin.Fd())
	if !term.IsTerminal(fd) {
		line, err := bufio.NewReader(io.LimitReader(os.Stdin, maxPasswordLine)).ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return "", fmt.Errorf("không đọc được mật khẩu: %w", err)
		}
		return strings.TrimRight(line, "\r\n"), nil
	}
	first, err := a.promptPassword(fd, "Mật khẩu mới (không hiện khi gõ): ")
	if err != nil {
		return "", err
	}
	second, err := a.promptPassword(fd, "Gõ lại mật khẩu: ")
	if err != nil {
		return "", err
	}
	if first != second {
		return "", errors.New("hai lần gõ không giống nhau")
	}
	return first, nil
}

// promptPassword reads a line unseen. When the command is told to end meanwhile, the
// terminal shows again what is typed.
func (a *app) promptPassword(fd int, prompt string) (string, error) {
	before, err := term.GetState(fd)
	if err != nil {
		return "", err
	}
	type read struct {
		line []byte
		err  error
	}
	done := make(chan read, 1)
	_, _ = fmt.Fprint(a.stderr, prompt)
	go func() {
		line, err := term.ReadPassword(fd)
		done <- read{line, err}
	}()
	select {
	case r := <-done:
		a.say("")
		return string(r.line), r.err
	case <-a.ctx.Done():
		return "", errors.Join(context.Cause(a.ctx), term.Restore(fd, before))
	}
}
