package httpapi

import (
	"errors"
	"reflect"
	"strings"

	"github.com/gin-gonic/gin"

	"github.com/trolycongvu/congvu/assistant/privacy"
)

// readBody reads a JSON object of at most maxAskBody bytes into the struct that v
// points at, and says what is wrong with it by the names of its fields.
func readBody(c *gin.Context, v any) error {
	err := readJSON(c, maxAskBody, v)
	var field *fieldError
	if !errors.As(err, &field) {
		return err
	}
	names := jsonNames(reflect.TypeOf(v).Elem())
	detail := strings.ReplaceAll(field.detail, "question, as_of, conversation_id", strings.Join(names, ", "))
	return &fieldError{field.field, strings.ReplaceAll(detail, `"question"`, `"`+names[0]+`"`)}
}

// jsonNames are the JSON names of the fields of a struct, in their order.
func jsonNames(t reflect.Type) []string {
	var names []string
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		names = append(names, name)
	}
	return names
}

// errSecret tells that a text that was to be kept bears the mark of a state secret.
var errSecret = errors.New("nội dung mang dấu chỉ độ mật")

// kept is a text as it may be kept: personal data masked. A text that is marked as
// secret is not kept at all.
func kept(text string) (string, error) {
	if privacy.SecretMark(text) {
		return "", errSecret
	}
	masked, _ := privacy.Mask(text)
	return masked, nil
}
