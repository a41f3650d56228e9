// Package corpustest finds the real data that tests measure themselves on. The
// data is kept beside the repository, never in it.
package corpustest

import (
	"os"
	"path/filepath"
	"testing"
)

// SharedData returns the folder of real data: CONGVU_SHARED when set, otherwise
// shared/data beside the repository. It skips the test, saying so, when there is none.
func SharedData(tb testing.TB) string {
	tb.Helper()
	if dir := os.Getenv("CONGVU_SHARED"); dir != "" {
		return dir
	}
	dir, err := os.Getwd()
	if err != nil {
		tb.Fatal(err)
	}
	for {
		data := filepath.Join(dir, "shared", "data")
		if info, err := os.Stat(data); err == nil && info.IsDir() {
			return data
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			tb.Skip("không có dữ liệu thật: đặt CONGVU_SHARED hoặc để shared/data cạnh kho mã")
		}
		dir = parent
	}
}
