// Package corpus says what Vietnamese legal documents and administrative
// procedures are: their numbers, their tree of Điều, khoản and điểm, the places
// in them that can be cited, the time each place is in force, and what amends
// what. It knows nothing of search, models or HTTP.
//
// Sub-packages read documents from the formats that officials have (phapdien,
// dichvucong, starter), recognise structure in plain lines (structure) and keep
// everything (store).
package corpus
