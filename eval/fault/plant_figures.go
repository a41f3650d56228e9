package fault

import (
	"fmt"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// counted are the quantities of a sentence that count neither money nor shares.
func counted(text string) []quantity {
	return slices.DeleteFunc(quantities(text), func(q quantity) bool {
		return q.unit == "đồng" || q.unit == "%" || q.unit == "phần trăm"
	})
}

// held tells whether the sources of d hold value with unit.
func held(d *draft, value float64, unit string) bool {
	return slices.ContainsFunc(quantities(sourceText(d)), func(q quantity) bool {
		return q.value == value && strings.EqualFold(q.unit, unit)
	})
}

// renumber writes value with unit in the place of q; a number in words stays in words.
func (p *planter) renumber(text string, q quantity, value float64, unit string) string {
	number := figure(value)
	if n := int(value); q.words && n > 0 && n < 1000 {
		number = inWords(n)
	} else if strings.HasPrefix(text[q.start:], "0") && value < 10 {
		number = "0" + number
	}
	if unit == "%" {
		return text[:q.start] + number + unit + text[q.end:]
	}
	return text[:q.start] + number + " " + unit + text[q.end:]
}

// off draws a value that is not far from v and not held by the sources of d.
func (p *planter) off(d *draft, v float64, unit string) (float64, bool) {
	for _, delta := range shuffled(p.rng, []float64{-10, -5, -2, -1, 1, 2, 5, 10, 15, 30, v, 2 * v}) {
		if w := v + delta; w > 0 && w < 1000 && w != v && !held(d, w, unit) {
			return w, true
		}
	}
	return 0, false
}

func (p *planter) shiftNumber() (*draft, string) {
	return p.edit(func(d *draft) (string, bool) {
		for _, q := range shuffled(p.rng, counted(d.body)) {
			if v, ok := p.off(d, q.value, q.unit); ok {
				return p.renumber(d.body, q, v, q.unit), true
			}
		}
		return "", false
	})
}

func (p *planter) misspellNumber() (*draft, string) {
	return p.edit(func(d *draft) (string, bool) {
		for _, q := range shuffled(p.rng, counted(d.body)) {
			if v, ok := p.off(d, q.value, q.unit); ok {
				q.words = true
				return p.renumber(d.body, q, v, q.unit), true
			}
		}
		return "", false
	})
}

// swapNumber puts another number of the same source there: one that counts the same
// thing if there is one.
func (p *planter) swapNumber() (*draft, string) {
	return p.edit(func(d *draft) (string, bool) {
		for _, q := range shuffled(p.rng, counted(d.body)) {
			others := counted(d.from[0].text)
			for _, same := range []bool{true, false} {
				for _, o := range shuffled(p.rng, others) {
					said := p.renumber(d.body, q, o.value, q.unit)
					if o.value != q.value && (o.unit == q.unit) == same && o.value < 1000 && !elsewhere(d, said, o.value, q.unit) {
						return said, true
					}
				}
			}
		}
		return "", false
	})
}

// elsewhere tells whether another part of the sources of d says the same with the
// value: "vụ việc phức tạp … 60 ngày" of remote places.
func elsewhere(d *draft, said string, value float64, unit string) bool {
	for part := range strings.FieldsFuncSeq(sourceText(d), func(r rune) bool { return strings.ContainsRune(";.\n", r) }) {
		holds := slices.ContainsFunc(quantities(part), func(q quantity) bool { return q.value == value && q.unit == unit })
		if holds && supports(part, unnumbered(said)) >= 0.75 {
			return true
		}
	}
	return false
}

// unnumbered is text without the numbers that count.
func unnumbered(text string) string {
	list := quantities(text)
	slices.SortFunc(list, func(a, b quantity) int { return b.start - a.start })
	for _, q := range list {
		text = text[:q.start] + text[q.end:]
	}
	return text
}

var otherUnits = map[string][]string{
	"ngày": {"ngày làm việc", "tháng", "giờ"}, "ngày làm việc": {"ngày", "tháng", "giờ làm việc"}, "tháng": {"ngày", "năm", "tuần"},
	"năm": {"tháng", "ngày"}, "giờ": {"ngày", "phút", "giờ làm việc"}, "giờ làm việc": {"giờ", "ngày làm việc"}, "tuổi": {"tháng tuổi"},
	"tháng tuổi": {"tuổi"},
}

func (p *planter) changeUnit() (*draft, string) {
	return p.edit(func(d *draft) (string, bool) {
		for _, q := range shuffled(p.rng, counted(d.body)) {
			for _, unit := range shuffled(p.rng, otherUnits[q.unit]) {
				if !held(d, q.value, unit) {
					return d.body[:q.numberEnd] + " " + unit + d.body[q.end:], true
				}
			}
		}
		return "", false
	})
}

func (p *planter) changeAmount() (*draft, string) {
	return p.edit(func(d *draft) (string, bool) {
		for _, q := range shuffled(p.rng, quantities(d.body)) {
			if q.unit != "đồng" {
				continue
			}
			values := []float64{q.value * 10, q.value / 10, q.value * 2, q.value + 1e6, q.value + 5e5}
			for _, o := range quantities(d.from[0].text) {
				if o.unit == "đồng" && o.value != q.value {
					values = append(values, o.value)
				}
			}
			v := one(p.rng, values)
			return d.body[:q.start] + one(p.rng, amountForms(int64(v))) + d.body[q.end:], true
		}
		return "", false
	})
}

var fractions = []replace{
	{from: "1/3", to: []string{"1/2", "2/3", "1/4"}},
	{from: "một phần ba", to: []string{"hai phần ba", "một nửa", "một phần tư"}},
	{from: "2/3", to: []string{"1/3", "3/4", "1/2"}},
	{from: "hai phần ba", to: []string{"một phần ba", "ba phần tư", "một phần hai"}},
	{from: "quá nửa", to: []string{"hai phần ba", "một phần ba"}},
	{from: "hơn một nửa", to: []string{"ít nhất hai phần ba", "một phần ba"}},
}

func (p *planter) changePercent() (*draft, string) {
	return p.edit(func(d *draft) (string, bool) {
		for _, q := range shuffled(p.rng, quantities(d.body)) {
			if q.unit == "%" || q.unit == "phần trăm" {
				if v, ok := p.off(d, q.value, "%"); ok && v <= 100 {
					return p.renumber(d.body, q, v, q.unit), true
				}
			}
		}
		return p.swap(d.body, fractions)
	})
}

// changeDate changes day, month or year of a date, of a provision or its document.
func (p *planter) changeDate() (*draft, string) {
	for _, d := range p.sound(dates, tells, recounts) {
		found := days(d.body)
		if len(found) == 0 {
			continue
		}
		x := one(p.rng, found)
		for range 20 {
			y := day{day: x.day, month: x.month, year: x.year}
			switch p.rng.IntN(3) {
			case 0:
				y.day = 1 + p.rng.IntN(28)
			case 1:
				y.month = 1 + p.rng.IntN(12)
			case 2:
				if y.year > 0 {
					y.year += one(p.rng, []int{-2, -1, 1, 2})
				}
			}
			if y == (day{day: x.day, month: x.month, year: x.year}) || !y.valid() || saysDay(d, y) {
				continue
			}
			was := d.text()
			d.body = d.body[:x.start] + one(p.rng, y.forms()) + d.body[x.end:]
			return d, was
		}
	}
	return nil, ""
}

// saysDay tells whether the sources of d hold the day, or know it of their document.
func saysDay(d *draft, y day) bool {
	for _, p := range d.from {
		for _, z := range days(p.text) {
			if z.day == y.day && z.month == y.month && z.year == y.year {
				return true
			}
		}
		s := p.source(1)
		if slices.ContainsFunc([]corpus.Date{s.Issued, s.Effective, s.Since, s.Until}, func(o corpus.Date) bool { return dayOf(o) == y }) {
			return true
		}
	}
	return false
}

// mistakeDate says that a document takes effect on the day of its issue, or was issued on
// the day when it takes effect.
func (p *planter) mistakeDate() (*draft, string) {
	for _, at := range shuffled(p.rng, p.a.places) {
		from, to := at.doc.Issued, at.doc.Effective
		if from.IsZero() || to.IsZero() || from == to || at.ended || at.doc.Number == "" || at.article.InForce.From == from {
			continue
		}
		said := []string{"có hiệu lực từ", "có hiệu lực thi hành kể từ", "bắt đầu có hiệu lực", "được áp dụng từ"}
		if p.chance(30) {
			from, said = to, []string{"được ban hành", "do cơ quan có thẩm quyền ký ban hành", "được thông qua"}
		}
		name := documentName(at.doc, at.doc.Number, p.rng.IntN(2))
		if strings.Contains(at.text, "hiệu lực") || slices.ContainsFunc(days(at.text), func(d day) bool { return d.day == from.Day() && d.month == from.Month() }) {
			continue
		}
		d := &draft{role: dates, cites: []int{p.a.handle(at)}, from: []*place{at}, named: true}
		d.body = name + " " + one(p.rng, said) + " " + one(p.rng, dayOf(from).forms())
		if p.say(d) {
			return d, ""
		}
	}
	return nil, ""
}

// splitNumber takes a document number apart: 30, 2020 and NĐ-CP.
func splitNumber(n corpus.Number) (serial, year int, rest string, ok bool) {
	if _, err := fmt.Sscanf(string(n), "%d/%d/%s", &serial, &year, &rest); err != nil {
		return 0, 0, "", false
	}
	return serial, year, rest, serial > 0 && year > 1945
}
