package phapdien

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus"
)

func TestParseNoteHead(t *testing.T) {
	tests := []struct {
		note string
		want note
	}{
		{
			"(Điều 7 Nghị định số 30/2031/NĐ-CP Về công tác trực ngày 05/03/2031 của Chính phủ, có hiệu lực thi hành kể từ ngày 05/3/2031 )",
			note{label: "7", kind: corpus.KindDecree, number: "30/2031/NĐ-CP", title: "Về công tác trực", issuer: "Chính phủ", issued: 20310305, effective: 20310305},
		},
		{
			"(Điều 1 Luật số 57/2031/QH19 Luật Trực ban ngày 16/06/2031 của Quốc hội, có hiệu lực thi hành kể từ ngày 01/01/2032)",
			note{label: "1", kind: corpus.KindLaw, number: "57/2031/QH19", title: "Trực ban", issuer: "Quốc hội", issued: 20310616, effective: 20320101},
		},
		{
			"(Điều 1 Luật số 65/2031/QH19 Luật sư trực ngày 29/06/2031 của Quốc hội, có hiệu lực thi hành kể từ ngày 01/01/2032)",
			note{label: "1", kind: corpus.KindLaw, number: "65/2031/QH19", title: "Luật sư trực", issuer: "Quốc hội", issued: 20310629, effective: 20320101},
		},
		{
			"(Điều 98đ Thông tư số 17 /2031/TT- BTNMT, có hiệu lực kể từ ngày 01/01/2032.)",
			note{label: "98đ", kind: corpus.KindCircular, number: "17/2031/TT-BTNMT", effective: 20320101},
		},
		{
			"((Mục IV Thông tư số liên tịch 12/2001/TTLT/BTC-BNV, có hiệu lực thi hành kể từ ngày 24/11/2007))",
			note{label: "Mục IV", kind: corpus.KindJointCircular, number: "12/2001/TTLT/BTC-BNV", effective: 20071124},
		},
		{
			"(Điều 3 Pháp lệnh Về trực đêm, có hiệu lực thi hành kể từ ngày 31/05/1995)",
			note{label: "3", kind: corpus.KindOrdinance, title: "Về trực đêm", effective: 19950531},
		},
		{
			"(Điều 1 Pháp lệnh số Không số Về trực đêm ngày 10/04/95 của Uỷ ban Thường vụ Quốc hội, có hiệu lực thi hành kể từ ngày 31/05/1995)",
			note{label: "1", kind: corpus.KindOrdinance, title: "Về trực đêm", issuer: "Uỷ ban Thường vụ Quốc hội", issued: 19950410, effective: 19950531},
		},
		{
			"(Điều 2 Thông tư số 11/2031/TT-BNV Hướng dẫn Nghị định số 12/2030/NĐ-CP ngày 30 tháng 01 năm 2030 của Chính phủ về sổ trực ngày 26/03/2031 của Bộ Nội vụ, có hiệu lực thi hành kể từ ngày 10/05/2031)",
			note{
				label: "2", kind: corpus.KindCircular, number: "11/2031/TT-BNV", issuer: "Bộ Nội vụ", issued: 20310326, effective: 20310510,
				title: "Hướng dẫn Nghị định số 12/2030/NĐ-CP ngày 30 tháng 01 năm 2030 của Chính phủ về sổ trực",
			},
		},
		{
			"(Điều 9 Nghị định số 1/2031/NĐ-CP, có hiệu lực thi hành kể từ ngày 01/01/2031, có hiệu lực thi hành đến hết ngày 31/12/2032.)",
			note{label: "9", kind: corpus.KindDecree, number: "1/2031/NĐ-CP", effective: 20310101, changes: changes{until: 20330101}},
		},
	}
	for _, tt := range tests {
		got, ok := parseNote(tt.note)
		if !ok {
			t.Errorf("%s: not read", tt.note)
		}
		if diff := cmp.Diff(tt.want, got, cmp.AllowUnexported(note{}, changes{})); diff != "" {
			t.Errorf("%s: -want +got\n%s", tt.note, diff)
		}
	}
	for _, bad := range []string{"", "()", "(Thông tư này có hiệu lực thi hành kể từ ngày 28 tháng 6 năm 2031. Bãi bỏ hai văn bản.)", "(Điều 5)"} {
		if n, ok := parseNote(bad); ok {
			t.Errorf("%q: read as %+v", bad, n)
		}
	}
}

const ofDecree = "(Điều 5 Nghị định số 63/2030/NĐ-CP, có hiệu lực thi hành kể từ ngày 01/01/2030"

func TestParseNoteAmendments(t *testing.T) {
	decree := func(article string) corpus.Ref {
		return corpus.Ref{Kind: corpus.KindDecree, Number: "92/2031/NĐ-CP", Article: article}
	}
	modified := []corpus.AmendmentKind{corpus.AmendModify, corpus.AmendSupplement}
	tests := []struct {
		tail string
		want changes
	}{
		{
			", có nội dung được sửa đổi, có nội dung được bổ sung bởi Điều 1 Nghị định số 92/2031/NĐ-CP có hiệu lực thi hành kể từ ngày 25/09/2031)",
			changes{noted: true, amendments: []corpus.Amendment{{Kinds: modified, By: decree("1"), Effective: 20310925, Partly: true}}},
		},
		{
			", được sửa đổi, bổ sung theo quy định tại Điều 1, Điều 2 của Nghị định số 92/2031/NĐ-CP, có hiệu lực kể từ ngày 01 tháng 9 năm 2031.)",
			changes{noted: true, amendments: []corpus.Amendment{
				{Kinds: modified, By: decree("1"), Effective: 20310901}, {Kinds: modified, By: decree("2"), Effective: 20310901},
			}},
		},
		{
			", có nội dung bị bãi bỏ bởi Điều 9 Luật số 7/2032/QH19 có hiệu lực thi hành kể từ ngày 01/7/2033; các điểm a, b khoản 2, khoản 4 Điều 1 Nghị định số 92/2031/NĐ-CP có hiệu lực thi hành kể từ ngày 25/09/2031)",
			changes{noted: true, amendments: []corpus.Amendment{
				{Kinds: []corpus.AmendmentKind{corpus.AmendRepeal}, By: corpus.Ref{Kind: corpus.KindDecree, Number: "92/2031/NĐ-CP", Article: "1", Clause: "2", Point: "a"}, Effective: 20310925, Partly: true},
				{Kinds: []corpus.AmendmentKind{corpus.AmendRepeal}, By: corpus.Ref{Kind: corpus.KindDecree, Number: "92/2031/NĐ-CP", Article: "1", Clause: "2", Point: "b"}, Effective: 20310925, Partly: true},
				{Kinds: []corpus.AmendmentKind{corpus.AmendRepeal}, By: corpus.Ref{Kind: corpus.KindDecree, Number: "92/2031/NĐ-CP", Article: "1", Clause: "4"}, Effective: 20310925, Partly: true},
				{Kinds: []corpus.AmendmentKind{corpus.AmendRepeal}, By: corpus.Ref{Kind: corpus.KindLaw, Number: "7/2032/QH19", Article: "9"}, Effective: 20330701, Partly: true},
			}},
		},
		{
			", bị bãi bỏ bởi Điều 3 Nghị định số 92/2031/NĐ-CP có hiệu lực thi hành kể từ ngày 25/09/2031)",
			changes{noted: true, ended: true, amendments: []corpus.Amendment{{Kinds: []corpus.AmendmentKind{corpus.AmendRepeal}, By: decree("3"), Effective: 20310925}}},
		},
		{
			", được bổ sung bởi Điều 3 Nghị định số Nghị định số 92/2031/NĐ-CP có hiệu lực thi hành kể từ ngày 25/09/2031)",
			changes{noted: true, added: true, amendments: []corpus.Amendment{{Kinds: []corpus.AmendmentKind{corpus.AmendSupplement}, By: decree("3"), Effective: 20310925}}},
		},
		{
			", khoản 3 Điều này có hiệu lực thi hành từ ngày 01/01/2038.)",
			changes{remark: "khoản 3 Điều này có hiệu lực thi hành từ ngày 01/01/2038"},
		},
		{
			", bởi Điều 3 Nghị định số 92/2031/NĐ-CP có hiệu lực thi hành kể từ ngày 25/09/2031)",
			changes{noted: true, problem: "không nói sửa đổi thế nào", amendments: []corpus.Amendment{{By: decree("3"), Effective: 20310925}}},
		},
		{
			", có nội dung được sửa đổi bởi Điều 3 Nghị định số 92/2031/NĐ-CP)",
			changes{noted: true, problem: "không có ngày hiệu lực của văn bản sửa đổi", amendments: []corpus.Amendment{{Kinds: []corpus.AmendmentKind{corpus.AmendModify}, By: decree("3"), Partly: true}}},
		},
		{
			", có nội dung được sửa đổi bởi văn bản nào đó)",
			changes{noted: true, problem: "không đọc được văn bản sửa đổi"},
		},
		{
			", có nội dung được sửa đổi bởi Điều 3 Nghị định số 92/2031/NĐ-CP, có hiệu lực kể từ ngày 25/09/2031 và áp dụng cho kỳ tính thuế từ năm 2031 và có nội dung bị bãi bỏ bởi Điều 4 Nghị định số 92/2031/NĐ-CP, có hiệu lực từ ngày 26/09/2031)",
			changes{noted: true, amendments: []corpus.Amendment{
				{Kinds: []corpus.AmendmentKind{corpus.AmendModify}, By: decree("3"), Effective: 20310925, Partly: true},
				{Kinds: []corpus.AmendmentKind{corpus.AmendRepeal}, By: decree("4"), Effective: 20310926, Partly: true},
			}},
		},
	}
	for _, tt := range tests {
		got, ok := parseNote(ofDecree + tt.tail)
		if !ok {
			t.Errorf("%s: not read", tt.tail)
		}
		for i, a := range got.changes.amendments {
			if !strings.Contains(a.Note, "92/2031") && !strings.Contains(a.Note, "7/2032") {
				t.Errorf("%s: note %q", tt.tail, a.Note)
			}
			got.changes.amendments[i].Note = ""
		}
		if diff := cmp.Diff(tt.want, got.changes, cmp.AllowUnexported(changes{})); diff != "" {
			t.Errorf("%s: -want +got\n%s", tt.tail, diff)
		}
	}
}

func FuzzParseNote(f *testing.F) {
	f.Add(ofDecree + ", có nội dung được sửa đổi bởi khoản 2, khoản 3 Điều 1 Luật số 61/2014/QH13 có hiệu lực thi hành kể từ ngày 01/07/2015; Mục II Thông tư số 1/2016/TT-BTC có hiệu lực thi hành kể từ ngày 01/13/2015)")
	f.Add("((Điều 1 Pháp lệnh số Không số Về trực đêm ngày 10/04/95 của Quốc hội, có hiệu lực thi hành kể từ ngày 31/05/1995))")
	f.Add("(Điều 9 Nghị định số 1/2031/NĐ-CP, có hiệu lực thi hành kể từ ngày 01/01/2031, có hiệu lực thi hành đến hết ngày 31/12/2032.)")
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || len(s) > 5000 {
			return
		}
		n, ok := parseNote(s)
		if !ok {
			return
		}
		if n.number == "" && n.title == "" {
			t.Errorf("%q: neither number nor title", s)
		}
		for _, a := range n.changes.amendments {
			if a.By.Number == "" {
				t.Errorf("%q: amendment by nothing: %+v", s, a)
			}
		}
		if c := n.changes; len(c.amendments) > 0 && !c.noted || c.noted && len(c.amendments) == 0 && c.problem == "" {
			t.Errorf("%q: %+v", s, c)
		}
	})
}
