// Package dichvucong reads procedures (thủ tục hành chính) as crawled from the
// National Public Service Portal, one JSON record a procedure, from a zip, a
// folder or a single file.
//
// A record holds the fields of the portal's page and, in raw_text, the whole
// text of that page with its table cells glued together. raw_text is the better
// witness: the fields were cut out of it at the first heading-like words, so some
// of them end too early. Sections are therefore cut from raw_text anew, and the
// fields serve where raw_text is missing. Then each glued table is taken apart
// into ways to file, dossier items, legal bases and results. Nothing is lost but
// white space, table headings and the portal's own buttons.
//
// A record whose page shows another procedure's code is rejected: it would put
// one procedure's dossier under another's name. Reading goes on past every bad
// record and reports it.
package dichvucong
