package indexer

import (
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

func nodeText(b *strings.Builder, n *corpus.Node) {
	b.WriteString(n.Marker + " " + n.Text + "\n")
	for i := range n.Children {
		nodeText(b, &n.Children[i])
	}
}
