package mcp

import (
	"context"

	"github.com/trolycongvu/congvu/assistant"
)

// channel is by which way questions come, as the audit has it.
const channel = "mcp"

type askInput struct {
	Question string `json:"cau_hoi" jsonschema:"Câu hỏi trọn nghĩa bằng tiếng Việt, tối đa 4000 ký tự."`
	Day      string `json:"ngay,omitempty" jsonschema:"Ngày cần biết quy định: 2023-05-01 hoặc 01/05/2023; mặc định ngày nêu trong câu hỏi, không có thì hôm nay."`
}

type askOutput struct {
	Status       string     `json:"status" jsonschema:"answered, partly_answered, nothing_found, needs_clarifying, out_of_scope, refused_secret, refused_manipulation."`
	Mode         string     `json:"mode" jsonschema:"extractive: nguyên văn quy định; model: lời của mô hình, từng câu đã kiểm chứng; approved: câu trả lời được chuyên gia duyệt."`
	AsOf         string     `json:"as_of" jsonschema:"Ngày mà câu trả lời nói về."`
	UnderstoodAs string     `json:"understood_as,omitempty"`
	Sentences    []sentence `json:"sentences"`
	Sources      []source   `json:"sources"`
	Warnings     []string   `json:"warnings" jsonschema:"Những điều người đọc phải biết."`
	Suggestions  []string   `json:"suggestions" jsonschema:"Có thể hỏi tiếp; khi needs_clarifying là các lựa chọn."`
	Nearest      []nearest  `json:"nearest" jsonschema:"Gần nhất, khi không tìm thấy."`
	AnswerID     string     `json:"answer_id,omitempty" jsonschema:"Mã của câu trả lời, để đánh giá."`
}

type sentence struct {
	Text    string `json:"text"`
	Sources []int  `json:"sources" jsonschema:"Số của các nguồn."`
	Lead    bool   `json:"lead,omitempty" jsonschema:"Câu trả lời chính."`
	Quoted  bool   `json:"quoted,omitempty" jsonschema:"Nguyên văn của văn bản."`
}

// source is a numbered source of an answer.
type source struct {
	N          int      `json:"n"`
	Place      string   `json:"place" jsonschema:"Nơi viện dẫn đầy đủ."`
	Quote      string   `json:"quote" jsonschema:"Trích nguyên văn."`
	Status     string   `json:"status"`
	Validity   string   `json:"validity" jsonschema:"Căn cứ của hiệu lực."`
	Amendments []string `json:"amendments"`
	Page       string   `json:"page"`
}

type nearest struct {
	Place string `json:"place"`
	Title string `json:"title,omitempty"`
	Page  string `json:"page"`
}

func (s *server) ask(ctx context.Context, in askInput) (askOutput, string, error) {
	day, err := dayOf("ngay", in.Day)
	if err != nil {
		return askOutput{}, "", err
	}
	a, err := s.Asker.Ask(ctx, assistant.Request{Question: in.Question, AsOf: day, User: s.user(ctx), Channel: channel})
	if err != nil {
		return askOutput{}, "", err
	}
	out := askOutput{
		Status: string(a.Status), Mode: a.Mode, AsOf: iso(a.AsOf), UnderstoodAs: a.UnderstoodAs, Sentences: []sentence{}, Sources: []source{},
		Warnings: list(a.Warnings), Suggestions: list(a.Suggestions), Nearest: []nearest{}, AnswerID: a.ID,
	}
	for _, x := range a.Sentences {
		out.Sentences = append(out.Sentences, sentence{x.Text, list(x.Citations), x.Lead, x.Quoted})
	}
	for _, c := range a.Citations {
		out.Sources = append(out.Sources, source{
			c.N, c.Place, c.Quote, string(c.Validity.Status), c.Validity.Evidence, list(c.Amendments), s.address(c.Page),
		})
	}
	for _, n := range a.Nearest {
		out.Nearest = append(out.Nearest, nearest{n.Place, n.Title, s.address(n.Page)})
	}
	return out, assistant.RenderText(a), nil
}
