package storetest_test

import (
	"testing"

	"github.com/trolycongvu/congvu/corpus/storetest"
)

func TestMemory(t *testing.T) {
	storetest.Run(t, func(testing.TB) storetest.Store { return storetest.NewMemory(nil, nil) })
}
