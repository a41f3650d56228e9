package dichvucong

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// record is one JSON file of the crawl.
type record struct {
	Code         string `json:"ma_thu_tuc"`
	Address      string `json:"detail_url"`
	Name         string `json:"ten_thu_tuc"`
	Decision     string `json:"so_quyet_dinh"`
	Levels       string `json:"cap_thuc_hien"`
	Type         string `json:"loai_thu_tuc"`
	Field        string `json:"linh_vuc"`
	Applicants   string `json:"doi_tuong_thuc_hien"`
	Authority    string `json:"co_quan_co_tham_quyen"`
	Reception    string `json:"dia_chi_tiep_nhan"`
	Delegated    string `json:"co_quan_duoc_uy_quyen"`
	Coordinating string `json:"co_quan_phoi_hop"`
	Related      string `json:"thu_tuc_lien_quan"`
	Steps        string `json:"trinh_tu_thuc_hien"`
	Filings      string `json:"cach_thuc_thuc_hien"`
	Dossier      string `json:"thanh_phan_ho_so"`
	Basis        string `json:"can_cu_phap_ly"`
	Executor     string `json:"co_quan_thuc_hien"`
	Conditions   string `json:"yeu_cau_dieu_kien"`
	Results      string `json:"ket_qua_xu_ly"`
	RawText      string `json:"raw_text"`
}

var (
	codeForm = regexp.MustCompile(`^\d+\.\d{3,}(?:\.\d+)*$`)
	pageCode = regexp.MustCompile(`Mã thủ tục\s*(\S*?)\s*Số quyết định`)
)

// decode reads a record and refuses it when it has no code or name, or when its
// page is another procedure's. The record returned with an error may hold a code.
func decode(data []byte) (record, error) {
	var rec record
	// Some editors typed letters and marks apart; headings would not be found.
	data = norm.NFC.Bytes(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")))
	if err := json.Unmarshal(data, &rec); err != nil {
		return rec, syntaxError(err)
	}
	rec.Code = strings.TrimSpace(rec.Code)
	if !codeForm.MatchString(rec.Code) {
		return rec, fmt.Errorf("%w: ma_thu_tuc là %q", ErrNoCode, rec.Code)
	}
	if m := pageCode.FindStringSubmatch(rec.RawText); m != nil && m[1] != rec.Code {
		return rec, fmt.Errorf("%w: ma_thu_tuc là %s nhưng trang ghi mã %s", ErrOtherPage, rec.Code, m[1])
	}
	if strings.TrimSpace(rec.Name) == "" {
		return rec, fmt.Errorf("%w: mã %s", ErrNoName, rec.Code)
	}
	return rec, nil
}

// syntaxError says in Vietnamese what is wrong with the JSON.
func syntaxError(err error) error {
	var wrongType *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &wrongType) && wrongType.Field == "":
		return fmt.Errorf("%w: bản ghi phải là một đối tượng JSON, không phải %s", ErrSyntax, wrongType.Value)
	case errors.As(err, &wrongType):
		return fmt.Errorf("%w: trường %s phải là chuỗi, không phải %s", ErrSyntax, wrongType.Field, wrongType.Value)
	case errors.As(err, &syntax):
		return fmt.Errorf("%w: lỗi tại byte %d", ErrSyntax, syntax.Offset)
	default:
		return fmt.Errorf("%w: %w", ErrSyntax, err)
	}
}
