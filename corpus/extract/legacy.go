package extract

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/corpus/extract/docx"
	"github.com/trolycongvu/congvu/corpus/extract/msdoc"
	"github.com/trolycongvu/congvu/corpus/extract/plain"
	"github.com/trolycongvu/congvu/corpus/extract/program"
	"github.com/trolycongvu/congvu/corpus/extract/rtf"
	"github.com/trolycongvu/congvu/corpus/structure"
)

// Bounds of the programs that read old files.
const (
	smallMemory = 1 << 30
	wordTime    = time.Minute
	officeTime  = 3 * time.Minute
)

// readDoc reads binary Word: the own reader first, then the programs that may be
// installed.
func readDoc(ctx context.Context, f *file) (Text, error) {
	lines, err := msdoc.Read(bytes.NewReader(f.raw), int64(len(f.raw)), f.opts.Limits)
	if err == nil && len(lines) > 0 {
		return Text{Lines: lines, Reader: "msdoc"}, nil
	}
	if errors.Is(err, msdoc.ErrEncrypted) || errors.Is(err, ErrTooLarge) {
		return Text{}, err
	}
	if err == nil {
		err = ErrNoText
	}
	f.note("msdoc", err)
	return f.byPrograms(ctx, err)
}

// byPrograms reads an old Word file through antiword, catdoc or LibreOffice,
// whichever does it first. failed is why the own reader could not.
func (f *file) byPrograms(ctx context.Context, failed error) (Text, error) {
	path, done, err := f.onDisk(".doc")
	if err != nil {
		return Text{}, err
	}
	defer done()
	tried := 0
	for _, c := range []struct {
		program.Command
		version []string
	}{
		{program.Command{Name: "antiword", Args: []string{"-m", "UTF-8.txt", "-w", "0", path}}, []string{"-h"}},
		{program.Command{Name: "catdoc", Args: []string{"-d", "utf-8", "-w", path}}, []string{"-V"}},
	} {
		if !program.Has(c.Name) {
			continue
		}
		tried++
		c.Time, c.Memory, c.Output = wordTime, smallMemory, int64(f.opts.Limits.Bytes)
		out, err := c.Run(ctx)
		if err != nil {
			f.note(c.Name, err)
			continue
		}
		d, err := plain.Read(out)
		if err == nil && legible(d.Lines) {
			return Text{Lines: d.Lines, Reader: program.Version(ctx, c.Name, c.version...)}, nil
		}
	}
	if program.Has("soffice") {
		t, err := f.byOffice(ctx, path)
		if err == nil && legible(t.Lines) {
			return t, nil
		}
		tried++
		f.note("soffice", errors.Join(err, ctx.Err()))
	}
	if ctx.Err() != nil {
		return Text{}, ctx.Err()
	}
	if tried == 0 && !errors.Is(failed, ErrNoText) {
		return Text{}, fmt.Errorf("%w: hãy cài antiword (Debian: apt install antiword catdoc) hoặc libreoffice-writer-nogui rồi nhập lại (%w)", ErrNeedsTool, failed)
	}
	return Text{}, failed
}

// legible tells whether a program that reads anything found writing, and not the
// bytes of a broken file taken for letters.
func legible(lines []structure.Line) bool {
	letters, others := 0, 0
	for _, l := range lines {
		for _, r := range l.Text {
			switch {
			case r < utf8.RuneSelf && unicode.IsLetter(r), r >= 0xC0 && r < 0x1F00 && unicode.Is(unicode.Latin, r):
				letters++
			case !unicode.IsSpace(r) && !unicode.IsPunct(r) && !unicode.IsDigit(r):
				others++
			}
		}
	}
	return letters >= 20 && letters > 2*others
}

// readRTF reads RTF, through LibreOffice where the own reader fails.
func readRTF(ctx context.Context, f *file) (Text, error) {
	lines, err := rtf.Read(f.raw, f.opts.Limits)
	if err == nil && len(lines) > 0 || errors.Is(err, ErrTooLarge) || !program.Has("soffice") {
		return Text{Lines: lines, Reader: "rtf"}, err
	}
	f.note("rtf", errors.Join(err))
	t, officeErr := f.onlyOffice(ctx, ".rtf")
	if officeErr != nil && ctx.Err() == nil {
		return Text{Reader: "rtf"}, err
	}
	return t, officeErr
}

// needOffice says what to install where only LibreOffice reads a format.
func needOffice(format string) error {
	return fmt.Errorf("%w: tệp %s cần LibreOffice (Debian: apt install libreoffice-writer-nogui)", ErrNeedsTool, format)
}

// byOffice turns a file into .docx with LibreOffice, in a folder and with a profile
// of its own, and reads that.
func (f *file) byOffice(ctx context.Context, path string) (Text, error) {
	dir, err := os.MkdirTemp(f.opts.TempDir, "congvu-office-")
	if err != nil {
		return Text{}, err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a folder of temporary files
	profile := (&url.URL{Scheme: "file", Path: filepath.ToSlash(filepath.Join(dir, "profile"))}).String()
	_, err = program.Command{
		Name: "soffice",
		Args: []string{
			"--headless", "--norestore", "--nolockcheck", "--nodefault", "-env:UserInstallation=" + profile,
			"--convert-to", "docx:MS Word 2007 XML", "--outdir", dir, path,
		},
		Dir: dir, Time: officeTime,
	}.Run(ctx)
	if err != nil {
		return Text{}, err
	}
	made, err := filepath.Glob(filepath.Join(dir, "*.docx"))
	if err != nil || len(made) != 1 {
		return Text{}, fmt.Errorf("%w: LibreOffice không mở được tệp", ErrBroken)
	}
	raw, err := os.ReadFile(made[0])
	if err != nil {
		return Text{}, err
	}
	d, err := docx.Read(ctx, bytes.NewReader(raw), int64(len(raw)), f.opts.Limits)
	return Text{
		Lines: d.Lines, Reader: program.Version(ctx, "soffice", "--version"), Warnings: d.Warnings, Title: d.Title,
		Remarks: d.Margins,
	}, err
}

// onDisk gives the file a plain name on disk, for programs: names with odd letters,
// or that begin with a dash, are trouble. done removes it.
func (f *file) onDisk(ext string) (path string, done func(), err error) {
	dir, err := os.MkdirTemp(f.opts.TempDir, "congvu-")
	if err != nil {
		return "", nil, err
	}
	done = func() { os.RemoveAll(dir) } //nolint:errcheck // a folder of temporary files
	path = filepath.Join(dir, "tep"+ext)
	if err := os.WriteFile(path, f.raw, 0o600); err != nil {
		done()
		return "", nil, err
	}
	return path, done, nil
}

// readODT reads OpenDocument text through LibreOffice.
func readODT(ctx context.Context, f *file) (Text, error) { return f.onlyOffice(ctx, ".odt") }

// readWordXML reads Word's XML in one file through LibreOffice.
func readWordXML(ctx context.Context, f *file) (Text, error) {
	t, err := f.onlyOffice(ctx, ".xml")
	t.Format = FormatDoc
	return t, err
}

func (f *file) onlyOffice(ctx context.Context, ext string) (Text, error) {
	if !program.Has("soffice") {
		return Text{}, needOffice(ext)
	}
	path, done, err := f.onDisk(ext)
	if err != nil {
		return Text{}, err
	}
	defer done()
	return f.byOffice(ctx, path)
}
