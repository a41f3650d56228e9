package store

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"

	"github.com/trolycongvu/congvu/corpus"
)

// digest recognises content: the first half of a SHA-256.
type digest [16]byte

func digestOf(b []byte) digest {
	sum := sha256.Sum256(b)
	return digest(sum[:16])
}

// encodedDocument is a document as it is compared and kept.
type encodedDocument struct {
	head     []byte // without articles, edition, marks, acts and rest
	rest     []byte // what listings leave out, nil for nothing
	hash     digest // of everything but edition and marks
	articles []encodedArticle
}

type encodedArticle struct {
	json []byte
	hash digest
}

// encodeDocument turns doc into JSON, leaving out what the store itself adds and
// the edition, so that two editions of one text are equal.
func encodeDocument(doc corpus.Document) (encodedDocument, error) {
	head := unmarked(doc)
	head.Articles = nil
	var buf bytes.Buffer
	w := json.NewEncoder(&buf)
	w.SetEscapeHTML(false)
	if err := w.Encode(head); err != nil {
		return encodedDocument{}, err
	}
	ends := make([]int, 0, len(doc.Articles)+1)
	ends = append(ends, buf.Len())
	for _, a := range doc.Articles {
		a.Withdrawn = 0
		if err := w.Encode(a); err != nil {
			return encodedDocument{}, fmt.Errorf("%s, Điều %s: %w", doc.ID, a.Key, err)
		}
		ends = append(ends, buf.Len())
	}
	all := buf.Bytes()
	enc := encodedDocument{head: all[:ends[0]], articles: make([]encodedArticle, len(doc.Articles))}
	sum := sha256.New()
	sum.Write(enc.head)
	for i := range enc.articles {
		part := all[ends[i]:ends[i+1]]
		enc.articles[i] = encodedArticle{json: part, hash: digestOf(part)}
		sum.Write(enc.articles[i].hash[:])
	}
	enc.hash = digest(sum.Sum(nil)[:16])
	err := enc.split(head)
	return enc, err
}

// unmarked is doc without what the store itself adds, and without its edition.
func unmarked(doc corpus.Document) corpus.Document {
	doc.ArticleCount, doc.Withdrawn, doc.Source.Edition = 0, 0, 0
	return doc
}

// rest is what a head leaves out: it may be long, and listings do not show it.
type rest struct {
	Recipients []string      `json:"recipients,omitempty"`
	Preamble   []corpus.Node `json:"preamble,omitempty"`
	Closing    []corpus.Node `json:"closing,omitempty"`
	Steps      []corpus.Step `json:"steps,omitempty"`
}

// split takes acts and rest out of the head, which goes into tables of its own.
func (enc *encodedDocument) split(head corpus.Document) (err error) {
	r := rest{head.Recipients, head.Preamble, head.Closing, head.Steps}
	if len(r.Recipients)+len(r.Preamble)+len(r.Closing)+len(r.Steps) > 0 {
		if enc.rest, err = marshal(r); err != nil {
			return err
		}
	} else if len(head.Amends) == 0 {
		return nil
	}
	head.Recipients, head.Preamble, head.Closing, head.Steps, head.Amends = nil, nil, nil, nil, nil
	enc.head, err = marshal(head)
	return err
}

// over puts the rest back.
func (r rest) over(doc *corpus.Document) {
	doc.Recipients, doc.Preamble, doc.Closing, doc.Steps = r.Recipients, r.Preamble, r.Closing, r.Steps
}

// marshal is json.Marshal that leaves <, > and & alone.
func marshal(v any) ([]byte, error) {
	var buf bytes.Buffer
	w := json.NewEncoder(&buf)
	w.SetEscapeHTML(false)
	err := w.Encode(v)
	return buf.Bytes(), err
}

// encodeProcedure is encodeDocument for procedures.
func encodeProcedure(p corpus.Procedure) ([]byte, error) {
	p.Withdrawn, p.Source.Edition = 0, 0
	return json.Marshal(p)
}

// deflated marks a compressed body; JSON starts with '{' instead. Compressing
// takes the official code from 154 MB to 62 MB and about half of the time of storing it.
const deflated = 0x01

// packer compresses bodies, one at a time.
type packer struct {
	w   *flate.Writer
	out bytes.Buffer
}

// pack returns b as it is kept. The result is valid until the next call.
func (p *packer) pack(b []byte) ([]byte, error) {
	if len(b) < 200 {
		return b, nil
	}
	p.out.Reset()
	p.out.WriteByte(deflated)
	if p.w == nil {
		var err error
		if p.w, err = flate.NewWriter(&p.out, flate.BestSpeed); err != nil {
			return nil, err
		}
	}
	p.w.Reset(&p.out)
	if _, err := p.w.Write(b); err != nil {
		return nil, err
	}
	if err := p.w.Close(); err != nil {
		return nil, err
	}
	if p.out.Len() >= len(b) {
		return b, nil
	}
	return p.out.Bytes(), nil
}

// unpacker reads what packer wrote, keeping its buffers between calls.
type unpacker struct {
	r   io.ReadCloser
	src bytes.Reader
	out bytes.Buffer
}

// unpack decodes a kept body into v.
func (u *unpacker) unpack(b []byte, v any) error {
	if len(b) == 0 || b[0] != deflated {
		return json.Unmarshal(b, v)
	}
	u.src.Reset(b[1:])
	if u.r == nil {
		u.r = flate.NewReader(&u.src)
	} else if err := u.r.(flate.Resetter).Reset(&u.src, nil); err != nil {
		return err
	}
	u.out.Reset()
	if _, err := u.out.ReadFrom(u.r); err != nil {
		return fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	return json.Unmarshal(u.out.Bytes(), v)
}
