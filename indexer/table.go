package indexer

import (
	"bytes"
	"encoding/gob"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// formatVersion changes whenever an index made before can no longer be read or
// would rank differently: analyzers, weights, parameters, layout.
const formatVersion = 8

// ErrFormat means that an index was made by another version of the program and
// must be built anew.
var ErrFormat = errors.New("chỉ mục do phiên bản khác tạo, cần dựng lại (congvu index build)")

// unitTable holds what a search must know of every unit without reading the
// index: one row a Bleve document number, column by column. A deleted unit has
// an empty ID.
type unitTable struct {
	IDs     []string
	Lengths []uint32 // weighted, in syllables
	Kinds   []uint8  // into KindNames
	Issuers []uint16 // into IssuerNames
	From    []corpus.Date
	Until   []corpus.Date
	Places  []uint32 // among the units of a document
	Topics  []uint16 // into TopicNames
	Sorts   []sorts

	KindNames   []corpus.Kind
	IssuerNames []string // folded
	TopicNames  []string

	groups []uint32 // by unit, the number of its document or procedure
}

// row is one row of a unitTable, by value.
type row struct {
	Length      int
	Kind        corpus.Kind
	Issuer      string // folded
	From, Until corpus.Date
	Place       int
	Topic       string
	Sorts       sorts
}

func newRow(u *unit, length int) row {
	return row{Length: length, Kind: u.Kind, Issuer: viet.Fold(u.Issuer), From: u.From, Until: u.Until, Place: u.Place, Topic: u.Topic, Sorts: sortsOfHeading(u.Heading)}
}

// row returns row n.
func (t *unitTable) row(n int) row {
	return row{
		Length: int(t.Lengths[n]), Kind: t.KindNames[t.Kinds[n]], Issuer: t.IssuerNames[t.Issuers[n]],
		From: t.From[n], Until: t.Until[n], Place: int(t.Places[n]), Topic: t.TopicNames[t.Topics[n]], Sorts: t.Sorts[n],
	}
}

// tableBuilder fills a unitTable in the order of document numbers.
type tableBuilder struct {
	table   unitTable
	kinds   map[corpus.Kind]uint8
	issuers map[string]uint16
	topics  map[string]uint16
}

func (b *tableBuilder) add(id string, r row) {
	b.table.IDs = append(b.table.IDs, id)
	b.table.Lengths = append(b.table.Lengths, uint32(r.Length))
	b.table.Kinds = append(b.table.Kinds, intern(&b.kinds, &b.table.KindNames, r.Kind))
	b.table.Issuers = append(b.table.Issuers, intern(&b.issuers, &b.table.IssuerNames, r.Issuer))
	b.table.From = append(b.table.From, r.From)
	b.table.Until = append(b.table.Until, r.Until)
	b.table.Places = append(b.table.Places, uint32(r.Place))
	b.table.Topics = append(b.table.Topics, intern(&b.topics, &b.table.TopicNames, r.Topic))
	b.table.Sorts = append(b.table.Sorts, r.Sorts)
}

// intern returns the number of name, giving it the next one when it is new.
func intern[N comparable, I uint8 | uint16 | uint32](numbers *map[N]I, names *[]N, name N) I {
	if n, ok := (*numbers)[name]; ok {
		return n
	}
	if *numbers == nil {
		*numbers = make(map[N]I)
	}
	n := I(len(*names))
	*names = append(*names, name)
	(*numbers)[name] = n
	return n
}

// generationInfo is what a generation knows of itself; it is written
// once, when the generation is complete.
type generationInfo struct {
	Format   int
	Revision int64 // of the corpus that was indexed
	Units    int   // live ones
	Average  float64
	Words    string // sum of the model that the vectors come from, empty for none
	Table    unitTable

	saturation []float32 // by unit, see saturation
	prior      []float32 // by unit, see prior
}

// infoFile keeps the generationInfo beside the Bleve index. It cannot be an
// internal value of the index, as those are written while the index is open for
// writing, when a merge may still renumber its units.
const infoFile = "units.gob"

func (g *generationInfo) save(dir string) error {
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(g); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, infoFile), b.Bytes(), 0o600)
}

func loadInfo(dir string) (*generationInfo, error) {
	data, err := os.ReadFile(filepath.Join(dir, infoFile))
	if err != nil {
		return nil, err
	}
	g := new(generationInfo)
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(g); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	if g.Format != formatVersion {
		return nil, ErrFormat
	}
	g.weigh()
	return g, nil
}

// weigh works out what every unit brings to its scores.
func (g *generationInfo) weigh() {
	g.Table.group()
	g.saturation = make([]float32, len(g.Table.Lengths))
	g.prior = make([]float32, len(g.Table.Lengths))
	for i, length := range g.Table.Lengths {
		g.saturation[i] = saturation(float64(length), g.Average)
		g.prior[i] = prior(g.Table.KindNames[g.Table.Kinds[i]])
	}
}
