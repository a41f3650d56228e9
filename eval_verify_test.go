package main

import (
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/eval/fault"
)

func TestEvalVerify(t *testing.T) {
	r := mustJSON[fault.Report](t, t.TempDir(), "eval", "verify", "--answers", "12", "--seeds", "4,5", "--as-of", "10/07/2026")
	if len(r.Seeds) != 2 || r.Seeds[1].Seed != 5 || r.All.Answers != 24 || r.All.Caught.Of < 20 {
		t.Errorf("seeds %d, answers %d, faults %d; want 2, 24 and at least 20", len(r.Seeds), r.All.Answers, r.All.Caught.Of)
	}
}

func TestEvalVerifyUsage(t *testing.T) {
	for _, args := range []string{"--answers 0", "--as-of 31/02/2026"} {
		code, _, stderr := congvu(t, t.TempDir(), append([]string{"eval", "verify"}, strings.Fields(args)...)...)
		if code != exitUsage {
			t.Errorf("eval verify %s: exit %d: %s", args, code, stderr)
		}
	}
}
