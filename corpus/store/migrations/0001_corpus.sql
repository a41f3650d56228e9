-- Dates are the numbers of corpus.Date (yyyymmdd, 0 unknown). Hashes cover
-- content only, never the edition, so that a new edition of an unchanged
-- document rewrites nothing.

CREATE TABLE document (
    n          INTEGER PRIMARY KEY,
    id         TEXT    NOT NULL UNIQUE,
    number_key TEXT    NOT NULL, -- corpus.Number.Key
    stem       TEXT    NOT NULL, -- "63/2010" of 63/2010/NĐ-CP, empty when the number does not start so
    kind       TEXT    NOT NULL,
    title_fold TEXT    NOT NULL,
    issued     INTEGER NOT NULL,
    source     TEXT    NOT NULL,
    edition    INTEGER NOT NULL, -- of the source when the row was written
    digest     INTEGER NOT NULL,
    partial    INTEGER NOT NULL,
    articles   INTEGER NOT NULL, -- how many stand in the current wording
    hash       BLOB    NOT NULL,
    head       BLOB    NOT NULL, -- the document without its articles, JSON
    withdrawn  INTEGER NOT NULL DEFAULT 0,
    revision   INTEGER NOT NULL
);
CREATE INDEX document_number ON document (number_key);
CREATE INDEX document_stem ON document (stem);
CREATE INDEX document_title ON document (title_fold);
CREATE INDEX document_revision ON document (revision);

CREATE TABLE article (
    n         INTEGER PRIMARY KEY,
    document  INTEGER NOT NULL REFERENCES document (n),
    key       TEXT    NOT NULL,
    position  INTEGER NOT NULL,
    hash      BLOB    NOT NULL,
    body      BLOB    NOT NULL, -- JSON, deflated when that is shorter
    since     INTEGER NOT NULL, -- the first edition that held this wording
    until     INTEGER NOT NULL DEFAULT 0, -- the last one, when withdrawn
    withdrawn INTEGER NOT NULL DEFAULT 0,
    UNIQUE (document, key)
);

CREATE TABLE version (
    n           INTEGER PRIMARY KEY,
    document    INTEGER NOT NULL REFERENCES document (n),
    key         TEXT    NOT NULL,
    source      TEXT    NOT NULL,
    body        BLOB    NOT NULL,
    since       INTEGER NOT NULL, -- first and
    until       INTEGER NOT NULL, -- last edition that held this wording
    replaced_on INTEGER NOT NULL, -- when the amendment that replaced it took effect
    withdrawn   INTEGER NOT NULL  -- the edition from which the article was gone for a while
);
CREATE INDEX version_article ON version (document, key);

CREATE TABLE amendment (
    n         INTEGER PRIMARY KEY,
    document  INTEGER NOT NULL REFERENCES document (n), -- what is acted on
    article   TEXT    NOT NULL,                         -- its key, empty for the whole document
    by_number TEXT    NOT NULL,                         -- key of the acting document's number
    by_title  TEXT    NOT NULL,                         -- its folded title, when it is cited by name
    edge      BLOB    NOT NULL                          -- corpus.Amendment, JSON
);
CREATE INDEX amendment_document ON amendment (document);
CREATE INDEX amendment_number ON amendment (by_number);

CREATE TABLE procedure (
    n         INTEGER PRIMARY KEY,
    code      TEXT    NOT NULL UNIQUE,
    source    TEXT    NOT NULL,
    edition   INTEGER NOT NULL,
    digest    INTEGER NOT NULL,
    hash      BLOB    NOT NULL,
    body      BLOB    NOT NULL,
    withdrawn INTEGER NOT NULL DEFAULT 0,
    revision  INTEGER NOT NULL
);
CREATE INDEX procedure_revision ON procedure (revision);

-- The edition of the last import of each source that was complete.
CREATE TABLE source (
    name    TEXT    PRIMARY KEY,
    edition INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE import (
    n        INTEGER PRIMARY KEY,
    source   TEXT    NOT NULL,
    path     TEXT    NOT NULL,
    checksum TEXT    NOT NULL,
    edition  INTEGER NOT NULL,
    holder   TEXT    NOT NULL, -- the process that ran it last
    started  TEXT    NOT NULL,
    finished TEXT    NOT NULL DEFAULT '',
    summary  BLOB    NOT NULL DEFAULT ''
);

-- What each import did. An added document has one row for all its articles.
CREATE TABLE change (
    import    INTEGER NOT NULL REFERENCES import (n),
    subject   TEXT    NOT NULL, -- document, procedure
    id        TEXT    NOT NULL,
    article   TEXT    NOT NULL, -- key; empty for the whole
    change    TEXT    NOT NULL, -- added, changed, withdrawn
    articles  INTEGER NOT NULL, -- of a document added or withdrawn
    PRIMARY KEY (import, subject, id, article)
) WITHOUT ROWID;
