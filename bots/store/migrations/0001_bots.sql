-- Times are milliseconds since 1970 in UTC; days are the numbers of corpus.Date.

CREATE TABLE message (
    seq      INTEGER PRIMARY KEY AUTOINCREMENT, -- the order of arrival
    network  TEXT    NOT NULL,
    id       TEXT    NOT NULL, -- given by the network
    person   TEXT    NOT NULL, -- identifiers of the network
    chat     TEXT    NOT NULL,
    thread   TEXT    NOT NULL,
    grouped  INTEGER NOT NULL, -- 1 in a chat of several people
    kind     TEXT    NOT NULL,
    text     TEXT    NOT NULL, -- masked; erased when the message is finished
    masked   INTEGER NOT NULL, -- 1 when something was
    received INTEGER NOT NULL,
    state    TEXT    NOT NULL, -- waiting, replying, answered, busy, failed
    attempts INTEGER NOT NULL DEFAULT 0, -- to make an answer
    parts    TEXT    NOT NULL DEFAULT '', -- the answer as a JSON list, erased likewise
    sent     INTEGER NOT NULL DEFAULT 0, -- parts that the network has
    sending  INTEGER NOT NULL DEFAULT 0, -- 1 while one is on its way
    UNIQUE (network, id)
);
CREATE INDEX message_open ON message (seq) WHERE state IN ('waiting', 'replying');
CREATE INDEX message_age ON message (received);

CREATE TABLE conversation (
    key     TEXT    PRIMARY KEY, -- network, chat and thread or person
    number  INTEGER NOT NULL,    -- counts the conversations begun there, from 1
    as_of   INTEGER NOT NULL,    -- the day asked about, 0 for none
    updated INTEGER NOT NULL
) WITHOUT ROWID;
