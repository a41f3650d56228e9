package charset

import "strings"

// visciiHigh holds VISCII 1.1 (RFC 1456) at 0x80 to 0xFF.
const visciiHigh = "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ" + "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ" +
	"Õắằặấầẩậẽẹếềểễệố" + "ồổỗỠƠộờởịỰỨỪỬơớƯ" +
	"ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ" + "ĐứÒÓÔạỷừửÙÚỹỵÝỡư" +
	"àáâãảăữẫèéêẻìíĩỉ" + "đựòóôõỏọụùúũủýợỮ"

var visciiTable = buildVISCII()

func buildVISCII() (table [256]rune) {
	for i := range table {
		table[i] = rune(i)
	}
	i := 0x80
	for _, r := range visciiHigh {
		table[i] = r
		i++
	}
	for c, r := range map[byte]rune{0x02: 'Ẳ', 0x05: 'Ẵ', 0x06: 'Ẫ', 0x14: 'Ỷ', 0x19: 'Ỹ', 0x1E: 'Ỵ'} {
		table[c] = r
	}
	return table
}

func viscii(raw []byte) string {
	var b strings.Builder
	b.Grow(len(raw) * 2)
	for _, c := range raw {
		b.WriteRune(visciiTable[c])
	}
	return b.String()
}
