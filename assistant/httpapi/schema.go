package httpapi

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/trolycongvu/congvu/corpus"
)

// schema is a JSON Schema (draft 2020-12), as much of it as OpenAPI 3.1 is told here.
type schema struct {
	Ref         string             `json:"$ref,omitempty"`
	Type        schemaType         `json:"type,omitempty"`
	Description string             `json:"description,omitempty"`
	Format      string             `json:"format,omitempty"`
	Pattern     string             `json:"pattern,omitempty"`
	Enum        []string           `json:"enum,omitempty"`
	Const       string             `json:"const,omitempty"`
	Minimum     *int               `json:"minimum,omitempty"`
	Maximum     *int               `json:"maximum,omitempty"`
	MaxLength   int                `json:"maxLength,omitempty"`
	Default     json.RawMessage    `json:"default,omitempty"`
	Properties  map[string]*schema `json:"properties,omitempty"`
	Required    []string           `json:"required,omitempty"`
	Items       *schema            `json:"items,omitempty"`
	OneOf       []*schema          `json:"oneOf,omitempty"`
	Additional  *bool              `json:"additionalProperties,omitempty"`

	order []string // of Properties, as the struct has them
}

// schemaType is one type or several of which null is one.
type schemaType []string

// MarshalJSON writes one type as a string.
func (t schemaType) MarshalJSON() ([]byte, error) {
	if len(t) == 1 {
		return json.Marshal(t[0])
	}
	return json.Marshal([]string(t))
}

// dayPattern is a date as corpus.Date writes it; the empty one is not known.
const dayPattern = `^(\d{4}-\d{2}-\d{2})?$`

// schemas makes schemas of Go types as encoding/json writes them. Structs become
// components, so that those which hold themselves have an end.
type schemas struct {
	components map[string]*schema
	owner      map[string]reflect.Type // of each component
	clashes    []string
}

func newSchemas() *schemas {
	return &schemas{components: map[string]*schema{}, owner: map[string]reflect.Type{}}
}

// output is the schema of a value that is sent. Fields that are always there are
// required.
func (s *schemas) output(t reflect.Type) *schema { return s.of(t, true) }

// input is the schema of a body that is read: an object whose fields are those of
// the struct t and no others, needed ones required.
func (s *schemas) input(t reflect.Type, needed []string) *schema {
	ref := s.of(t, false)
	own := s.components[strings.TrimPrefix(ref.Ref, componentPath)]
	closed := false
	own.Additional, own.Required = &closed, needed
	return ref
}

const componentPath = "#/components/schemas/"

func (s *schemas) of(t reflect.Type, sent bool) *schema {
	switch t {
	case reflect.TypeFor[corpus.Date]():
		return &schema{Type: schemaType{"string"}, Pattern: dayPattern, Description: "Ngày dạng YYYY-MM-DD."}
	case reflect.TypeFor[time.Time]():
		return &schema{Type: schemaType{"string"}, Format: "date-time"}
	case reflect.TypeFor[json.RawMessage]():
		return &schema{}
	case reflect.TypeFor[chatContent]():
		return chatContentSchema()
	}
	switch t.Kind() {
	case reflect.Pointer:
		return s.of(t.Elem(), sent)
	case reflect.String:
		return &schema{Type: schemaType{"string"}, Enum: enums[t]}
	case reflect.Bool:
		return &schema{Type: schemaType{"boolean"}}
	case reflect.Float32, reflect.Float64:
		return &schema{Type: schemaType{"number"}}
	case reflect.Slice:
		return &schema{Type: schemaType{"array"}, Items: s.of(t.Elem(), sent)}
	case reflect.Struct:
		return s.component(t, sent)
	}
	if t.Kind() >= reflect.Int && t.Kind() <= reflect.Uint64 {
		return &schema{Type: schemaType{"integer"}}
	}
	panic(fmt.Sprintf("httpapi: no schema for %s", t)) // a programming error, met by every test
}

// chatContentSchema is what chatContent reads.
func chatContentSchema() *schema {
	piece := &schema{Type: schemaType{"object"}, Properties: map[string]*schema{
		"type": {Type: schemaType{"string"}, Enum: []string{"text"}}, "text": {Type: schemaType{"string"}},
	}, Required: []string{"type", "text"}}
	return &schema{OneOf: []*schema{{Type: schemaType{"string", "null"}}, {Type: schemaType{"array"}, Items: piece}}}
}

// component is the schema of a struct, which is made once.
func (s *schemas) component(t reflect.Type, sent bool) *schema {
	if t.Name() == "" || t.NumField() == 0 {
		return &schema{Type: schemaType{"object"}}
	}
	name := componentName(t)
	ref := &schema{Ref: componentPath + name}
	if known, ok := s.owner[name]; ok {
		if known != t {
			s.clashes = append(s.clashes, fmt.Sprintf("%s: %s and %s", name, known, t))
		}
		return ref
	}
	own := &schema{Type: schemaType{"object"}, Properties: map[string]*schema{}}
	s.owner[name], s.components[name] = t, own
	own.Description = descriptions[name]
	s.fields(own, t, sent)
	for _, field := range own.order {
		if said := descriptions[name+"."+field]; said != "" {
			own.Properties[field].Description = said
		}
	}
	if len(own.Required) > 0 {
		slices.Sort(own.Required)
	}
	return ref
}

// fields adds the fields of t; those of embedded structs first, for a field of the
// same name that is less deep hides them.
func (s *schemas) fields(own *schema, t reflect.Type, sent bool) {
	for i := range t.NumField() {
		if f := t.Field(i); f.Anonymous && f.Tag.Get("json") == "" {
			s.fields(own, f.Type, sent)
		}
	}
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous && name == "" || name == "-" || !f.IsExported() {
			continue
		}
		own.Required = slices.DeleteFunc(own.Required, func(r string) bool { return r == name })
		own.order = append(slices.DeleteFunc(own.order, func(r string) bool { return r == name }), name)
		field := s.of(f.Type, sent)
		if f.Type.Kind() != reflect.Struct || field.Ref == "" {
			copied := *field
			field = &copied
		}
		if !sent {
			own.Properties[name] = field
			continue
		}
		if !strings.Contains(options, "omit") {
			own.Required = append(own.Required, name)
			field = orNull(field, f.Type)
		}
		own.Properties[name] = field
	}
}

// orNull is the schema of a field that is always written: a pointer or list without
// a value is null.
func orNull(field *schema, t reflect.Type) *schema {
	switch {
	case t.Kind() == reflect.Pointer && field.Ref != "":
		return &schema{OneOf: []*schema{field, {Type: schemaType{"null"}}}}
	case t.Kind() == reflect.Pointer, t.Kind() == reflect.Slice && !neverNull(t):
		field.Type = append(slices.Clone(field.Type), "null")
	}
	return field
}

// neverNull tells of lists that their makers fill with an empty list: those of answers.
func neverNull(list reflect.Type) bool {
	t := list.Elem()
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return !strings.HasSuffix(t.PkgPath(), "/corpus")
}

// componentName names a struct as the document does: by its Go name, with that of its
// package unless it is one of ours or the assistant's.
func componentName(t reflect.Type) string {
	folder := t.PkgPath()[strings.LastIndexByte(t.PkgPath(), '/')+1:]
	name := strings.ToUpper(t.Name()[:1]) + t.Name()[1:]
	switch folder {
	case "httpapi", "assistant":
		return name
	}
	return strings.ToUpper(folder[:1]) + folder[1:] + name
}

// names are the components in the order of their names.
func (s *schemas) names() []string { return slices.Sorted(maps.Keys(s.components)) }
