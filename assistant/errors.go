package assistant

import "github.com/trolycongvu/congvu/corpus/store"

// errMissing is what a Library says of a thing that it does not hold.
var errMissing = store.ErrNotFound

// ignoreMissing turns a missing thing into no error.
func ignoreMissing(err error) error {
	if isMissing(err) {
		return nil
	}
	return err
}
