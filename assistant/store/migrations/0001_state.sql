-- Times are milliseconds since 1970 in UTC; days are the numbers of corpus.Date
-- (yyyymmdd, 0 unknown). Bodies are JSON, deflated when that is shorter.

CREATE TABLE conversation (
    n       INTEGER PRIMARY KEY,
    user    TEXT    NOT NULL,
    id      TEXT    NOT NULL, -- chosen by the client or by us; two people may choose the same
    title   TEXT    NOT NULL,
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    UNIQUE (user, id)
);
CREATE INDEX conversation_recent ON conversation (user, updated, n);
CREATE INDEX conversation_age ON conversation (updated);

CREATE TABLE turn (
    id           TEXT    PRIMARY KEY,
    conversation INTEGER NOT NULL REFERENCES conversation (n) ON DELETE CASCADE,
    position     INTEGER NOT NULL, -- from 1
    record       TEXT    NOT NULL, -- audit.id, empty when there is none
    body         BLOB    NOT NULL, -- Turn
    UNIQUE (conversation, position)
) WITHOUT ROWID;

CREATE TABLE feedback (
    user         TEXT    NOT NULL,
    answer       TEXT    NOT NULL, -- audit.id, or turn.id of a turn without one
    conversation TEXT    NOT NULL,
    verdict      TEXT    NOT NULL,
    reason       TEXT    NOT NULL,
    comment      TEXT    NOT NULL,
    time         INTEGER NOT NULL,
    PRIMARY KEY (user, answer)
) WITHOUT ROWID;
CREATE INDEX feedback_time ON feedback (time, user, answer);

CREATE TABLE audit (
    id     TEXT    PRIMARY KEY, -- begins with the time
    time   INTEGER NOT NULL,
    user   TEXT    NOT NULL,
    status TEXT    NOT NULL,
    body   BLOB    NOT NULL     -- Record
);
CREATE INDEX audit_time ON audit (time);
CREATE INDEX audit_user ON audit (user, id);
CREATE INDEX audit_status ON audit (status, id);
CREATE TRIGGER audit_append_only BEFORE UPDATE ON audit
BEGIN
    SELECT raise(ABORT, 'audit is append only');
END;

CREATE TABLE approved (
    id      TEXT    PRIMARY KEY,
    state   TEXT    NOT NULL,
    reason  TEXT    NOT NULL, -- why it is not current
    changed INTEGER NOT NULL, -- when the state was set
    body    BLOB    NOT NULL  -- Approved
) WITHOUT ROWID;

-- How often the bank of approved answers was changed, by whichever process.
CREATE TABLE bank (revision INTEGER NOT NULL);
INSERT INTO bank VALUES (0);
CREATE TRIGGER bank_insert AFTER INSERT ON approved BEGIN UPDATE bank SET revision = revision + 1; END;
CREATE TRIGGER bank_update AFTER UPDATE ON approved BEGIN UPDATE bank SET revision = revision + 1; END;
CREATE TRIGGER bank_delete AFTER DELETE ON approved BEGIN UPDATE bank SET revision = revision + 1; END;
