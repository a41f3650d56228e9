package forest

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// Train grows a forest that ranks the rows of train's questions by their labels.
// valid, which may be nil, is measured after each tree; with c.Patience it
// decides how many trees are kept. Sets and configurations that do not hold
// together are errors, as is the end of ctx.
func Train(ctx context.Context, train, valid *Set, c Config) (*Forest, error) {
	if train == nil {
		return nil, errors.New("thiếu tập học")
	}
	if err := train.check(); err != nil {
		return nil, fmt.Errorf("tập học: %w", err)
	}
	if valid != nil {
		if err := valid.check(); err != nil {
			return nil, fmt.Errorf("tập kiểm: %w", err)
		}
		if valid.Features != train.Features {
			return nil, fmt.Errorf("tập kiểm có %d đặc trưng, tập học có %d", valid.Features, train.Features)
		}
	}
	if err := c.complete(train.Features); err != nil {
		return nil, fmt.Errorf("cấu hình học: %w", err)
	}
	if c.Patience > 0 && (valid == nil || !slices.ContainsFunc(valid.Labels, relevant)) {
		return nil, errors.New("muốn dừng sớm phải có tập kiểm với hàng liên quan")
	}
	t := newTrainer(train, valid, c)
	if len(t.usable) == 0 {
		return nil, errors.New("tập học: không đặc trưng nào có hai giá trị khác nhau")
	}
	if err := t.run(ctx); err != nil {
		return nil, err
	}
	return t.forest()
}

func relevant(label float32) bool { return label > 0 }

// trainer is one run of Train.
type trainer struct {
	config Config
	grower grower
	lambda *lambdas
	train  *ranking
	valid  *ranking // nil when there is none
	tested *binned  // valid's rows
	usable []int    // features with more than one bin
	trees  []tree
}

func newTrainer(train, valid *Set, c Config) *trainer {
	bounds := findBounds(train, c.Bins)
	t := &trainer{config: c, train: newRanking(train)}
	for feature, b := range bounds {
		if len(b) > 0 {
			t.usable = append(t.usable, feature)
		}
	}
	t.lambda = newLambdas(t.train, c.TruncateAt)
	rows := len(train.Labels)
	t.grower = grower{
		data: binRows(train, bounds), config: &t.config, grads: t.lambda.grads,
		rows: make([]int32, 0, rows), spare: make([]int32, rows), gathered: make([]gradient, rows),
		found: make([]candidate, 2*len(t.usable)),
	}
	if valid != nil {
		t.valid, t.tested = newRanking(valid), binRows(valid, bounds)
	}
	return t
}

// run grows the trees.
func (t *trainer) run(ctx context.Context) error {
	sampled := t.config.RowShare < 1 || t.config.FeatureShare < 1
	t.train.update()
	best, bestTrees, bestRound := math.Inf(-1), 0, 0
	for round := 1; round <= t.config.Trees; round++ {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("dừng học ở cây %d: %w", round, err)
		}
		t.lambda.update()
		t.sample(round)
		grown, leaves := t.grower.grow()
		if len(grown.splits) > 0 {
			t.trees = append(t.trees, grown)
			t.addTrain(&grown, leaves)
		} else if !sampled {
			break // the next round would be the same
		}
		onTrain, onValid := t.train.update(), math.NaN()
		if t.valid != nil {
			onValid = t.addValid(&grown)
		}
		if t.config.Progress != nil {
			t.config.Progress(round, onTrain, onValid)
		}
		if len(t.trees) > 0 && onValid > best {
			best, bestTrees, bestRound = onValid, len(t.trees), round
		}
		if t.config.Patience > 0 && round-bestRound >= t.config.Patience {
			break
		}
	}
	if t.config.Patience > 0 {
		t.trees = t.trees[:bestTrees]
	}
	if len(t.trees) == 0 {
		return errors.New("tập học: không chia được, cần câu hỏi có hàng liên quan lẫn hàng không và đủ số hàng cho mỗi lá")
	}
	return nil
}

// sample chooses the questions and features of a round.
func (t *trainer) sample(round int) {
	random := rand.New(rand.NewPCG(t.config.Seed, uint64(round)))
	g := &t.grower
	g.features = nil
	for _, i := range draw(random, len(t.usable), t.config.FeatureShare) {
		g.features = append(g.features, t.usable[i])
	}
	g.rows = g.rows[:0]
	for _, q := range draw(random, len(t.train.values), t.config.RowShare) {
		for row := t.train.starts[q]; row < t.train.starts[q+1]; row++ {
			g.rows = append(g.rows, int32(row))
		}
	}
}

// draw is a share of 0 to n-1, at least one, ascending.
func draw(random *rand.Rand, n int, share float64) []int {
	all := random.Perm(n)
	drawn := all[:min(max(int(math.Round(share*float64(n))), 1), n)]
	slices.Sort(drawn)
	return drawn
}

// addTrain adds a tree to the scores of the training set: to the rows that it
// has seen by their leaves, to the others by walking it.
func (t *trainer) addTrain(grown *tree, leaves []growing) {
	g := &t.grower
	if len(g.rows) < len(t.train.scores) {
		addTree(grown, g.data, t.train.scores)
		return
	}
	for i, l := range leaves {
		value := float64(grown.leaves[i].value)
		for _, row := range g.rows[l.first:l.end] {
			t.train.scores[row] += value
		}
	}
}

// addValid adds a tree to the scores of the valid set and measures it.
func (t *trainer) addValid(grown *tree) float64 {
	if len(grown.splits) > 0 {
		addTree(grown, t.tested, t.valid.scores)
	}
	return t.valid.update()
}

// addTree adds a tree to the scores of all rows.
func addTree(grown *tree, data *binned, scores []float64) {
	const block = 4096
	parallel((len(scores)+block-1)/block, func(part int) {
		for row := part * block; row < min((part+1)*block, len(scores)); row++ {
			at := 0
			for at >= 0 {
				s := &grown.splits[at]
				if data.columns[s.feature][row] <= s.bin {
					at = s.left
				} else {
					at = s.right
				}
			}
			scores[row] += float64(grown.leaves[^at].value)
		}
	})
}

// forest makes a forest of the trees that are kept.
func (t *trainer) forest() (*Forest, error) {
	features := t.train.set.Features
	gains := make([]float64, features)
	for _, grown := range t.trees {
		for _, s := range grown.splits {
			gains[s.feature] += s.gain
		}
	}
	return assemble(features, gains, t.trees)
}
