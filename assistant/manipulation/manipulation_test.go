package manipulation_test

import (
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/assistant/manipulation"
	"github.com/trolycongvu/congvu/assistant/question"
	"github.com/trolycongvu/congvu/indexer/viet"
)

func TestAttempts(t *testing.T) {
	list, err := manipulation.Attempts()
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[manipulation.Kind]int{}
	languages := map[string]int{}
	for _, a := range list {
		kinds[a.Kind]++
		languages[a.Language]++
		if a.Kind == manipulation.Planted && a.Question != "" {
			t.Errorf("%s: a passage asks nothing", a.ID)
		}
	}
	t.Logf("%d attempts: %v, %v", len(list), kinds, languages)
	if len(list) < 70 || kinds[manipulation.Direct] < 40 || kinds[manipulation.Planted] < 25 || languages["en"] < 15 {
		t.Errorf("%d attempts, %v, %v: too few", len(list), kinds, languages)
	}
}

// Every direct attempt is seen to be one, and of the text only the legal
// question is left.
func TestDirectAttemptsAreRecognised(t *testing.T) {
	list, err := manipulation.Attempts()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range list {
		if a.Kind != manipulation.Direct {
			continue
		}
		text := viet.Normalize(question.Clean(a.Text))
		rest, found := question.Command(text)
		hidden := text == a.Question // nothing but invisible characters gave the order
		if !found && !hidden {
			t.Errorf("%s: Command(%q) found nothing", a.ID, text)
		}
		if a.Question != "" && !strings.Contains(viet.Fold(rest), viet.Fold(strings.TrimSuffix(a.Question, "?"))) {
			t.Errorf("%s: Command(%q) = %q, which lost %q", a.ID, text, rest, a.Question)
		}
		if extra := len(strings.Fields(rest)) - len(strings.Fields(a.Question)); extra > 3 {
			t.Errorf("%s: Command(%q) = %q, which keeps more than %q", a.ID, text, rest, a.Question)
		}
	}
}

// What is hidden from readers is gone before anything is done with a passage.
func TestPlantedHiddenTextIsRemoved(t *testing.T) {
	list, err := manipulation.Attempts()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range list {
		for _, r := range question.Clean(a.Text) {
			if r >= 0xE0000 && r <= 0xE0FFF || r >= 0x200B && r <= 0x200F || r >= 0x202A && r <= 0x202E {
				t.Errorf("%s: Clean leaves %U", a.ID, r)
			}
		}
	}
}
