package embedding

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/indexer/vector"
)

// sameMatrix compares matrices by the bytes that they are saved as.
var sameMatrix = cmp.Comparer(func(a, b *vector.Matrix) bool {
	var x, y bytes.Buffer
	return a.Save(&x) == nil && b.Save(&y) == nil && bytes.Equal(x.Bytes(), y.Bytes())
})

func sampleVectors() *Vectors {
	m := vector.NewMatrix(5)
	m.Append([]float32{1, 2, 3, 4, 5})
	m.Append([]float32{5, 4, 3, -2, 1})
	return &Vectors{Model: "BAAI/bge-m3", Asked: 5, Revision: 42, IDs: []string{"a/x/1", "p/1.00"}, Matrix: m}
}

func TestVectorsFile(t *testing.T) {
	dir := t.TempDir()
	v := sampleVectors()
	path := filepath.Join(dir, FileName(v.Model))
	for range 2 { // over what is there too
		if err := v.WriteFile(path); err != nil {
			t.Fatal(err)
		}
	}
	got, err := ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(v, got, sameMatrix); diff != "" {
		t.Error(diff)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 || entries[0].Name() != "vectors-baai-bge-m3.bin" {
		t.Errorf("the folder holds %v", entries)
	}
	if _, err := got.Probe(make([]float32, 4)); !errors.Is(err, ErrDimension) {
		t.Errorf("a question of 4 dimensions: %v, want ErrDimension", err)
	}
	if p, err := got.Probe([]float32{1, 2, 3, 4, 5}); err != nil || got.Matrix.Nearest(p, 1, nil, nil)[0].Row != 0 {
		t.Errorf("the probe finds another row: %v", err)
	}
}

func TestReadRefuses(t *testing.T) {
	var file bytes.Buffer
	if err := sampleVectors().Write(&file); err != nil {
		t.Fatal(err)
	}
	for n := range file.Len() {
		if _, err := Read(bytes.NewReader(file.Bytes()[:n])); !errors.Is(err, ErrFile) {
			t.Fatalf("%d bytes: got %v, want ErrFile", n, err)
		}
		changed := slices.Clone(file.Bytes())
		changed[n] ^= 1
		if _, err := Read(bytes.NewReader(changed)); !errors.Is(err, ErrFile) {
			t.Fatalf("byte %d changed: got %v, want ErrFile", n, err)
		}
	}
	wrong := sampleVectors()
	wrong.IDs[0] = "a\nb"
	if err := wrong.Write(&file); err == nil {
		t.Error("an identifier of two lines was written")
	}
}

// FuzzRead: whatever the bytes, Read does not panic, allocates in the measure of
// what it is given, and writes again what it read.
func FuzzRead(f *testing.F) {
	var file bytes.Buffer
	if err := sampleVectors().Write(&file); err != nil {
		f.Fatal(err)
	}
	f.Add(file.Bytes())
	f.Add([]byte(vectorsMark + "\x2f\x00\x00\x00" + `{"model":"","rows":1,"bytes":999999999999999999}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		v, err := Read(bytes.NewReader(data))
		if err != nil {
			if !errors.Is(err, ErrFile) {
				t.Errorf("got %v, want ErrFile", err)
			}
			return
		}
		var again bytes.Buffer
		if err := v.Write(&again); err != nil {
			t.Fatal(err)
		}
		twice, err := Read(&again)
		if diff := cmp.Diff(v, twice, sameMatrix); err != nil || diff != "" {
			t.Errorf("%v: %s", err, diff)
		}
	})
}
