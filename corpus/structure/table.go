package structure

import (
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// unitBody reads rows as the body of a unit that is no Điều, the rows of whose
// tables can be cited.
func (p *parser) unitBody(from, to int) []corpus.Node {
	nodes := p.body(from, to)
	expandTables(nodes)
	return nodes
}

func expandTables(nodes []corpus.Node) {
	for i := range nodes {
		if nodes[i].Level == corpus.LevelTable {
			expandTable(&nodes[i])
		}
		expandTables(nodes[i].Children)
	}
}

// rowNumber is the number of a table row, in its first cell.
var rowNumber = regexp.MustCompile(`^\s*((?:\d{1,3}(?:\.\d{1,3})*|[IVX]{1,5}|[A-Za-zđ]|Bước \d{1,2}))[.)]?\s*(?:\||$)`)

// expandTable makes a child of each numbered row. The header and what stands
// before the first number stay the table's own text; a row without a number goes
// on with the one before it.
func expandTable(n *corpus.Node) {
	lines := strings.Split(n.Text, "\n")
	if len(lines) < 2 {
		return
	}
	var header []string
	var rows []corpus.Node
	for k, line := range lines {
		m := rowNumber.FindStringSubmatchIndex(line)
		if m != nil && k > 0 {
			rows = append(rows, corpus.Node{
				Level: corpus.LevelClause, Label: strings.TrimLeft(line[m[2]:m[3]], "0"),
				Marker: strings.TrimSpace(line[:m[1]]), Text: strings.TrimSpace(line[m[1]:]),
			})
			if rows[len(rows)-1].Label == "" {
				return // numbered 0: no sequence
			}
			continue
		}
		if len(rows) == 0 {
			header = append(header, line)
		} else {
			rows[len(rows)-1].Text += "\n" + line
		}
	}
	if len(rows) < 2 {
		return
	}
	n.Text, n.Children = strings.Join(header, "\n"), rows
}

// cells cuts a table row. A row that begins with a bar has an empty first cell.
func cells(line string) []string {
	out := strings.Split(line, "|")
	for i := range out {
		out[i] = strings.TrimSpace(out[i])
	}
	return out
}

// columns lists the cells of a table column by column, as mastheads and signatures
// are read. A cell that spans several rows is listed once.
func columns(table string) []string {
	byColumn := [][]string{}
	for line := range strings.SplitSeq(table, "\n") {
		for k, cell := range cells(line) {
			if k == len(byColumn) {
				byColumn = append(byColumn, nil)
			}
			if n := len(byColumn[k]); cell != "" && (n == 0 || byColumn[k][n-1] != cell) {
				byColumn[k] = append(byColumn[k], cell)
			}
		}
	}
	var out []string
	for _, c := range byColumn {
		out = append(out, c...)
	}
	return out
}
