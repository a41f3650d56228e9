package dichvucong

import (
	"bytes"
)

// sniffed is the number of records that IsProcedures looks at.
const sniffed = 3

// IsProcedures tells whether path is a zip, folder or file with records of the
// portal, judging by the first few.
func IsProcedures(path string) bool {
	src, err := openSource(path)
	if err != nil {
		return false
	}
	found := false
	for i, name := range src.names() {
		if i == sniffed || found {
			break
		}
		data, err := src.read(name)
		found = err == nil && bytes.Contains(data, []byte(`"ma_thu_tuc"`))
	}
	return src.close() == nil && found
}
