package corpus

import (
	"encoding/json"
	"errors"
	"testing"
	"time"
)

func TestParseDate(t *testing.T) {
	for in, want := range map[string]Date{
		"2012-07-01": 20120701, "01/07/2012": 20120701, "1-7-2012": 20120701, "1.7.2012": 20120701, " 01/07/2012 ": 20120701,
		"ngày 01 tháng 7 năm 2012": 20120701, "Ngày 1 tháng 7 năm 2012": 20120701, "ngày 01/07/2012": 20120701,
		"07/2012": 20120701, "2012-07": 20120701, "tháng 7 năm 2012": 20120701, "tháng 7/2012": 20120701, "29/02/2024": 20240229,
	} {
		if got, err := ParseDate(in); err != nil || got != want {
			t.Errorf("ParseDate(%q) = %v, %v, want %v", in, got, err, want)
		}
	}
	for _, in := range []string{"", "31/02/2023", "29/02/2023", "2012", "01/13/2012", "01/07/2012 và", "mai"} {
		if got, err := ParseDate(in); !errors.Is(err, ErrDate) {
			t.Errorf("ParseDate(%q) = %v, %v, want ErrDate", in, got, err)
		}
	}
}

func TestDateForms(t *testing.T) {
	d, err := NewDate(2012, 7, 1)
	if err != nil {
		t.Fatal(err)
	}
	if d.String() != "2012-07-01" || d.Vietnamese() != "01/07/2012" || d.Year() != 2012 || d.Month() != 7 || d.Day() != 1 {
		t.Errorf("%v %s %d %d %d", d, d.Vietnamese(), d.Year(), d.Month(), d.Day())
	}
	if got := DateOf(time.Date(2012, 7, 1, 23, 0, 0, 0, time.UTC)); got != d {
		t.Errorf("DateOf = %v, want %v", got, d)
	}
	var zero Date
	if !zero.IsZero() || zero.String() != "" || zero.Vietnamese() != "" {
		t.Errorf("zero date prints as %q, %q", zero, zero.Vietnamese())
	}
	b, err := json.Marshal(d)
	if err != nil || string(b) != `"2012-07-01"` {
		t.Errorf("Marshal = %s, %v", b, err)
	}
	var back Date
	for _, in := range []string{`"2012-07-01"`, `"01/07/2012"`} {
		if err := json.Unmarshal([]byte(in), &back); err != nil || back != d {
			t.Errorf("Unmarshal(%s) = %v, %v, want %v", in, back, err, d)
		}
	}
	if err := json.Unmarshal([]byte(`""`), &back); err != nil || back != 0 {
		t.Errorf("Unmarshal of nothing = %v, %v", back, err)
	}
	if err := json.Unmarshal([]byte(`"32/01/2020"`), &back); !errors.Is(err, ErrDate) {
		t.Errorf("Unmarshal(32/01/2020) = %v, want ErrDate", err)
	}
}

func TestValidityAt(t *testing.T) {
	for _, c := range []struct {
		v    Validity
		d    Date
		want ForceStatus
	}{
		{Validity{From: 20120701}, 20120701, ForceInForce},
		{Validity{From: 20120701}, 20120630, ForceNotYet},
		{Validity{From: 20120701, Until: 20200101}, 20191231, ForceInForce},
		{Validity{From: 20120701, Until: 20200101}, 20200101, ForceExpired},
		{Validity{Until: 20200101}, 20200101, ForceExpired},
		{Validity{Until: 20200101}, 20190101, ForceUnknown},
		{Validity{}, 20200101, ForceUnknown},
		{Validity{From: 20120701}, 0, ForceUnknown},
	} {
		if got := c.v.At(c.d); got != c.want {
			t.Errorf("%+v.At(%v) = %q, want %q", c.v, c.d, got, c.want)
		}
	}
}

func TestVersionHolds(t *testing.T) {
	v := Version{From: 20120701, Until: 20200101}
	for d, want := range map[Date]bool{20120701: true, 20120630: false, 20200101: false, 0: false} {
		if got := v.Holds(d); got != want {
			t.Errorf("Holds(%v) = %v, want %v", d, got, want)
		}
	}
	if open := (Version{From: 20120701}); open.Holds(20130101) {
		t.Error("a wording with no known end is said to hold")
	}
}

func FuzzParseDate(f *testing.F) {
	f.Add("ngày 01 tháng 7 năm 2012")
	f.Add("1-7-2012")
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDate(s)
		if err != nil {
			return
		}
		if again, err := ParseDate(d.String()); err != nil || again != d {
			t.Errorf("ParseDate(%q) = %v, again %v, %v", s, d, again, err)
		}
	})
}
