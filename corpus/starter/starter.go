// Package starter holds the embedded starter corpus: digests, in this project's
// own words, of provisions and procedures that officials use daily, for trying
// the program with nothing downloaded. A digest ("tóm lược") is never the law's
// wording: each document and procedure says so, names the real place with its own
// Điều, khoản and điểm labels, and links to the official page.
//
// One act or procedure is one JSON file below data, read and validated on every
// call. Its tests hold every number, date and deadline against the real provision.
package starter

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"

	"github.com/trolycongvu/congvu/corpus"
)

// Name is the Source.Name of everything in the starter corpus.
const Name = "starter"

// ErrData is wrapped by every error about the embedded data; the error names the file.
var ErrData = errors.New("kho khởi đầu có tệp hỏng")

//go:embed data
var data embed.FS

// Documents returns the digests of acts in the order of their file names.
func Documents() ([]corpus.Document, error) {
	var docs []corpus.Document
	err := eachFile("data/documents", func(raw []byte) error {
		var a act
		if err := decode(raw, &a); err != nil {
			return err
		}
		d, err := a.document()
		docs = append(docs, d)
		return err
	})
	return docs, err
}

// Procedures returns the digests of national procedures in the order of their codes.
func Procedures() ([]corpus.Procedure, error) {
	var procs []corpus.Procedure
	err := eachFile("data/procedures", func(raw []byte) error {
		var p corpus.Procedure
		if err := decode(raw, &p); err != nil {
			return err
		}
		p.Digest, p.Source.Name = true, Name
		procs = append(procs, p)
		return checkProcedure(p)
	})
	return procs, err
}

// Revision names the state of the embedded data: it changes whenever a file does.
func Revision() string {
	h := sha256.New()
	err := fs.WalkDir(data, "data", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		raw, err := data.ReadFile(name)
		fmt.Fprintf(h, "%s %d\n", name, len(raw))
		h.Write(raw)
		return err
	})
	if err != nil {
		panic(err) // embedded files are always readable
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// eachFile calls read with every file of dir, by name, and names the file in errors.
func eachFile(dir string, read func(raw []byte) error) error {
	entries, err := data.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		name := path.Join(dir, entry.Name())
		raw, err := data.ReadFile(name)
		if err == nil {
			err = read(raw)
		}
		if err != nil {
			return fmt.Errorf("%w: %s: %w", ErrData, name, err)
		}
	}
	return nil
}

// decode reads one JSON value and refuses unknown fields and anything after it.
func decode(raw []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return err
	}
	if d.More() {
		return errors.New("thừa dữ liệu sau giá trị JSON")
	}
	return nil
}
