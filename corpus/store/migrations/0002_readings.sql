-- Documents come from files too: what they do to others, several readings of one
-- document, the files themselves, and the outlook that the acts of all give each.

ALTER TABLE document ADD COLUMN text BLOB;                       -- fingerprint of the letters of all articles: empty when there is none, NULL when not made yet
ALTER TABLE document ADD COLUMN rest BLOB;                       -- of the head, what listings leave out: JSON, NULL for nothing
ALTER TABLE document ADD COLUMN acts INTEGER NOT NULL DEFAULT 0; -- how many rows of act it has
ALTER TABLE document ADD COLUMN readings INTEGER NOT NULL DEFAULT 0; -- how many rows of reading it has
CREATE INDEX document_text ON document (text);

-- An older wording that another reading gave, made anew with the document.
ALTER TABLE version ADD COLUMN derived INTEGER NOT NULL DEFAULT 0;

-- What a document does to others. The targets are kept as they are named: the
-- document may come later.
CREATE TABLE act (
    n        INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document (n), -- that acts
    number   TEXT    NOT NULL, -- key of the target's number, empty when it is named by title
    stem     TEXT    NOT NULL, -- of an incomplete number only
    title    TEXT    NOT NULL, -- folded, of a target named by title
    edge     BLOB    NOT NULL  -- corpus.Amendment, JSON
);
CREATE INDEX act_document ON act (document);
CREATE INDEX act_number ON act (number) WHERE number <> '';
CREATE INDEX act_stem ON act (stem) WHERE stem <> '';
CREATE INDEX act_title ON act (title) WHERE title <> '';

-- The readings of documents that were read from a file, or more than once. Where
-- body is NULL the reading is the document itself.
CREATE TABLE reading (
    n         INTEGER PRIMARY KEY,
    document  INTEGER NOT NULL REFERENCES document (n),
    source    TEXT    NOT NULL,
    sha256    TEXT    NOT NULL, -- of the file, empty for a source without files
    meta      BLOB    NOT NULL, -- what it is compared by, JSON
    digest    INTEGER NOT NULL,
    edition   INTEGER NOT NULL,
    hash      BLOB    NOT NULL,
    text      BLOB    NOT NULL, -- as document.text
    body      BLOB,             -- the whole document, JSON, deflated
    quality   BLOB    NOT NULL DEFAULT '', -- warnings and unresolved references, JSON
    chosen    INTEGER NOT NULL,
    why       TEXT    NOT NULL,
    withdrawn INTEGER NOT NULL DEFAULT 0,
    UNIQUE (document, source, sha256)
);
CREATE INDEX reading_source ON reading (source);
CREATE INDEX reading_file ON reading (sha256);
CREATE INDEX reading_text ON reading (text);

-- The bytes of imported files, once.
CREATE TABLE file (
    sha256 TEXT PRIMARY KEY,
    name   TEXT NOT NULL,
    media  TEXT NOT NULL,
    body   BLOB NOT NULL
);

-- Which version of the reader has been through a file, and what it found there.
CREATE TABLE file_seen (
    sha256   TEXT NOT NULL,
    document TEXT NOT NULL, -- its identifier; empty for a file without any
    reader   TEXT NOT NULL,
    PRIMARY KEY (sha256, document)
) WITHOUT ROWID;
CREATE INDEX file_seen_document ON file_seen (document);

CREATE TABLE outlook (
    document INTEGER PRIMARY KEY REFERENCES document (n),
    hash     BLOB    NOT NULL, -- of the whole outlook
    head     BLOB    NOT NULL, -- corpus.Outlook without articles, JSON
    added    INTEGER NOT NULL  -- how many articles it adds
);
CREATE TABLE outlook_article (
    document INTEGER NOT NULL REFERENCES outlook (document),
    key      TEXT    NOT NULL,
    body     BLOB    NOT NULL, -- corpus.ArticleOutlook, JSON, deflated when that is shorter
    PRIMARY KEY (document, key)
) WITHOUT ROWID;

-- What was taken out for good, for those who follow changes.
CREATE TABLE removed (
    id       TEXT    PRIMARY KEY,
    reason   TEXT    NOT NULL,
    day      INTEGER NOT NULL,
    revision INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX removed_revision ON removed (revision);
