package phapdien

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestReadBadZip(t *testing.T) {
	whole, err := os.ReadFile(writeZip(t, sample(t)...))
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name    string
		content []byte
		want    error
	}{
		{"empty", nil, ErrBroken},
		{"text", []byte("đây không phải zip"), ErrBroken},
		{"truncated", whole[:len(whole)/2], ErrBroken},
		{"no tail", whole[:len(whole)-10], ErrBroken},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			name := filepath.Join(t.TempDir(), "hong.zip")
			if err := os.WriteFile(name, tt.content, 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := Read(t.Context(), name, Options{})
			if !errors.Is(err, tt.want) || !strings.Contains(err.Error(), "hong.zip") {
				t.Errorf("got %v, want %v naming the file", err, tt.want)
			}
			if IsOfficialCode(name) {
				t.Error("IsOfficialCode is true")
			}
		})
	}
}

func TestReadNoFile(t *testing.T) {
	if _, err := Read(t.Context(), filepath.Join(t.TempDir(), "khong-co.zip"), Options{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v, want fs.ErrNotExist", err)
	}
}

func TestReadOtherZip(t *testing.T) {
	name := writeZip(t, member{"a.json", "{}"}, member{"trang.html", "<html><p>Xin chào</p></html>"})
	if _, err := Read(t.Context(), name, Options{}); !errors.Is(err, ErrNotOfficialCode) {
		t.Errorf("got %v, want ErrNotOfficialCode", err)
	}
	if IsOfficialCode(name) {
		t.Error("IsOfficialCode is true")
	}
}

// TestReadPastBadMembers shows that what is wrong with one file costs that file only.
func TestReadPastBadMembers(t *testing.T) {
	members := append(sample(t),
		member{"demuc/anh.html", "\x89PNG\r\n\x1a\n\x00\x00"},
		member{"demuc/trang khác.html", "<html><body><p>Không phải đề mục</p></body></html>"},
		member{"demuc/utf16.html", "\xff\xfe<\x00p\x00>\x00"},
		member{"demuc/rong.html", ""},
		member{"demuc/to.html", "<div class='_content'>" + strings.Repeat("<p>to</p>", 200_000) + "</div>"},
		member{"demuc/._a.html", "rác của máy Mac"},
		member{"demuc/ghi chú.txt", "không đọc"},
	)
	c, err := Read(t.Context(), writeZip(t, members...), Options{Limits: Limits{Member: 1 << 20}})
	if err != nil {
		t.Fatal(err)
	}
	good := read(t, sample(t)...)
	if got, want := c.Len(), good.Len(); got != want {
		t.Errorf("got %d documents, want %d", got, want)
	}
	var got []string
	for _, m := range c.Report().Members {
		if m.Reason == "" {
			t.Errorf("%s: no reason", m.Name)
		}
		got = append(got, m.Name)
	}
	want := "demuc/anh.html demuc/rong.html demuc/to.html demuc/trang khác.html demuc/utf16.html"
	if strings.Join(got, " ") != want {
		t.Errorf("bad members %q, want %q", got, want)
	}
}

// TestReadDamagedMember changes a byte inside the packed data of one file.
func TestReadDamagedMember(t *testing.T) {
	name := writeZip(t, sample(t)...)
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	at := strings.Index(string(b), "a-luat.html") + 400
	b[at] ^= 0xff
	if err := os.WriteFile(name, b, 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := Read(t.Context(), name, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if r := c.Report(); len(r.Members) != 1 || !strings.HasSuffix(r.Members[0].Name, "a-luat.html") || r.Documents == 0 {
		t.Errorf("got %+v", r.Members)
	}
}

func TestReadBomb(t *testing.T) {
	big := "<div class='_content'>" + strings.Repeat(" ", 1<<20) + "</div>"
	members := []member{{"demuc/1.html", big}, {"demuc/2.html", big}, {"demuc/3.html", big}}
	_, err := Read(t.Context(), writeZip(t, members...), Options{Limits: Limits{Total: 2 << 20}})
	if !errors.Is(err, ErrTooLarge) {
		t.Errorf("got %v, want ErrTooLarge", err)
	}
}

// TestReadLayouts reads the code from zips that were packed in other ways.
func TestReadLayouts(t *testing.T) {
	want := read(t, sample(t)...).Len()
	for _, prefix := range []string{"demuc/", "a/b/DeMuc/", `BoPhapDien\demuc\`, ""} {
		var members []member
		for _, m := range sample(t) {
			name := m.name
			if i := strings.LastIndex(name, "demuc/"); i >= 0 {
				name = prefix + name[i+len("demuc/"):]
			}
			members = append(members, member{name, m.text})
		}
		name := writeZip(t, members...)
		c, err := Read(t.Context(), name, Options{})
		if err != nil {
			t.Errorf("%q: %v", prefix, err)
			continue
		}
		if c.Len() != want || len(c.Report().Members) > 0 {
			t.Errorf("%q: got %d documents, bad %v; want %d, none", prefix, c.Len(), c.Report().Members, want)
		}
		if got := IsOfficialCode(name); got != (prefix != "") {
			t.Errorf("%q: IsOfficialCode %t", prefix, got)
		}
	}
}
