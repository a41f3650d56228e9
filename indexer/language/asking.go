package language

import "slices"

// asking is how people ask, one turn of phrase a line. Laws state and hardly
// ever ask, and a model that knows laws alone reads "bao nhieu" as báo nhiều.
const asking = `
bao nhiêu
bao nhiêu tiền
bao nhiêu ngày
bao nhiêu năm
bao nhiêu tháng
bao nhiêu lần
bao nhiêu người
bao nhiêu tuổi
bao nhiêu loại
là bao nhiêu
mất bao nhiêu
trong bao lâu
bao lâu
bao lâu thì
là bao lâu
mất bao lâu
bao giờ
khi nào
khi nào thì
như thế nào
được quy định như thế nào
quy định như thế nào
thế nào
thế nào là
thế nào là một
ra sao
thì sao
vì sao
tại sao
là gì
là những gì
cần những gì
gồm những gì
gồm những giấy tờ gì
làm gì
phải làm gì
có gì
điều kiện gì
giấy tờ gì
ai
ai có quyền
ai được
do ai
là ai
của ai
ở đâu
nộp ở đâu
đến đâu
đâu
nào
những nào
có được không
có đúng không
có phải không
có bị phạt không
có cần không
có được
có phải
có bị
có cần
có thể
được không
phải không
đúng không
hay không
hay chưa
chưa
thì có được
thì có bị
thì có phải
thì phải làm gì
thì phải làm sao
làm sao
làm thế nào
mấy lần
mấy ngày
mấy năm
mấy người
mấy loại
có mấy
là mấy
cho tôi hỏi
xin hỏi
tôi muốn hỏi
tôi có
tôi muốn
của tôi
nhà tôi
gia đình tôi
`

// tokensPerAsking is for how many tokens of the corpus each of these lines
// counts once.
const tokensPerAsking = 100_000

// withAsking is b with every line of asking added so many times.
func (b *Builder) withAsking(times uint64) *Builder {
	phrases := NewBuilder()
	phrases.Add(asking)
	for s := range phrases.counts {
		phrases.counts[s] *= times
	}
	for i := range phrases.pairs.slots {
		phrases.pairs.slots[i].count *= uint32(times)
	}
	sum := &Builder{symbol: make(map[string]uint32, len(b.symbol)), words: slices.Clone(b.words), counts: slices.Clone(b.counts)}
	for token, s := range b.symbol {
		sum.symbol[token] = s
	}
	sum.pairs = pairCounts{slots: slices.Clone(b.pairs.slots), used: b.pairs.used}
	sum.Merge(phrases)
	return sum
}
