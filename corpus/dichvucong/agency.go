package dichvucong

import "strings"

// agencies are the publishing ministries by the folder of their records, and by
// the ending of their decisions for records found outside such a folder.
var agencies = []struct{ folder, decision, name string }{
	{"bo-cong-an", "BCA", "Bộ Công an"},
	{"bo-cong-thuong", "BCT", "Bộ Công Thương"},
	{"bo-dan-toc-ton-giao", "BDTTG", "Bộ Dân tộc và Tôn giáo"},
	{"bo-giao-duc-dao-tao", "BGDĐT", "Bộ Giáo dục và Đào tạo"},
	{"bo-khoa-hoc-cong-nghe", "BKHCN", "Bộ Khoa học và Công nghệ"},
	{"bo-ngoai-giao", "BNG", "Bộ Ngoại giao"},
	{"bo-noi-vu", "BNV", "Bộ Nội vụ"},
	{"bo-nong-nghiep-mt", "BNNMT", "Bộ Nông nghiệp và Môi trường"},
	{"bo-quoc-phong", "BQP", "Bộ Quốc phòng"},
	{"bo-tai-chinh", "BTC", "Bộ Tài chính"},
	{"bo-tu-phap", "BTP", "Bộ Tư pháp"},
	{"bo-van-hoa-the-thao-du-lich", "BVHTTDL", "Bộ Văn hóa, Thể thao và Du lịch"},
	{"bo-xay-dung", "BXD", "Bộ Xây dựng"},
	{"bo-y-te", "BYT", "Bộ Y tế"},
	{"ngan-hang-nha-nuoc", "NHNN", "Ngân hàng Nhà nước Việt Nam"},
	{"thanh-tra-chinh-phu", "TTCP", "Thanh tra Chính phủ"},
	{"toa-an-nhan-dan", "TANDTC", "Tòa án nhân dân"},
}

// agency names the publishing ministry or court of a national procedure, empty
// when neither the folder nor the decision tells.
func agency(folder, decision string) string {
	for _, a := range agencies {
		if a.folder == folder {
			return a.name
		}
	}
	for _, part := range strings.FieldsFunc(decision, func(r rune) bool { return r == '/' || r == '-' }) {
		for _, a := range agencies {
			if a.decision == part {
				return a.name
			}
		}
	}
	return ""
}
