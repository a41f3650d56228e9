package indexer

import (
	"encoding/json"
	"os"
	"path/filepath"

	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/util"
)

// newBuilder makes Bleve's offline builder for an index in path. It does what
// bleve.NewBuilder does, which takes no documents analysed beforehand.
func newBuilder(path string) (*scorch.Builder, error) {
	if err := os.Mkdir(path, 0o700); err != nil {
		return nil, err
	}
	mapping, err := json.Marshal(indexMapping())
	if err != nil {
		return nil, err
	}
	meta := []byte(`{"storage":"` + scorch.Name + `","index_type":"` + scorch.Name + `"}`)
	if err := os.WriteFile(filepath.Join(path, "index_meta.json"), meta, 0o600); err != nil {
		return nil, err
	}
	return scorch.NewBuilder(map[string]any{
		"path":            filepath.Join(path, "store"),
		"buildPathPrefix": filepath.Dir(path),
		"batchSize":       blockSize,
		"mergeMax":        1 << 16, // one merge, which keeps the order of batches
		"internal":        map[string][]byte{string(util.MappingInternalKey): mapping},
	})
}
