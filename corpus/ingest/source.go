package ingest

import (
	"context"
	"path/filepath"
	"strings"

	"github.com/trolycongvu/congvu/corpus/dichvucong"
	"github.com/trolycongvu/congvu/corpus/phapdien"
	"github.com/trolycongvu/congvu/corpus/starter"
)

// The sources by the names that their documents and procedures carry.
const (
	codeSource      = phapdien.Name
	procedureSource = dichvucong.SourceName
	starterSource   = starter.Name
)

// source knows one kind of data.
type source struct {
	name   string
	file   func(path string, head []byte) bool // is this one of its files?
	folder func(path string) bool              // is this folder one of its data sets?
	owns   func(path string) bool              // does a file in such a folder belong to it?
	load   func(ctx context.Context, j job) error
}

// sources are the kinds of data that Import recognises, the first that fits wins.
var sources = []source{
	{
		name:   codeSource,
		file:   func(path string, head []byte) bool { return isZip(head) && phapdien.IsOfficialCode(path) },
		folder: func(string) bool { return false }, // it is read from its zip
		owns:   func(string) bool { return false },
		load:   loadCode,
	},
	{
		name: procedureSource,
		file: func(path string, head []byte) bool {
			return (isZip(head) || isJSON(head)) && dichvucong.IsProcedures(path)
		},
		folder: dichvucong.IsProcedures,
		owns:   func(path string) bool { return strings.EqualFold(filepath.Ext(path), ".json") },
		load:   loadProcedures,
	},
}
