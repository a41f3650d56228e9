-- Who may do what, kept by package assistant/access. Secrets are not here: a key and a
-- session are known by SHA-256 sums, a password by argon2id.

CREATE TABLE access_key (
    name    TEXT    PRIMARY KEY, -- never used again, not even after the key was revoked
    start   TEXT    NOT NULL UNIQUE, -- the first characters, by which people recognise it
    sum     BLOB    NOT NULL,
    role    TEXT    NOT NULL,
    scopes  TEXT    NOT NULL,    -- in the order of access.Scopes, with commas
    created INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    used    INTEGER NOT NULL,    -- last, 0 never
    revoked INTEGER NOT NULL     -- 0 not
) WITHOUT ROWID;

CREATE TABLE account (
    name     TEXT    PRIMARY KEY,
    role     TEXT    NOT NULL,
    password TEXT    NOT NULL,   -- a PHC string
    created  INTEGER NOT NULL,
    changed  INTEGER NOT NULL,   -- when the password was set
    used     INTEGER NOT NULL,   -- last sign-in, 0 never
    disabled INTEGER NOT NULL    -- 0 not
) WITHOUT ROWID;

CREATE TABLE session (
    sum     BLOB    PRIMARY KEY,
    account TEXT    NOT NULL REFERENCES account (name) ON DELETE CASCADE,
    created INTEGER NOT NULL,
    used    INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX session_account ON session (account, created);

-- Failed attempts to sign in, by name (whether or not there is such an account) and by
-- address. A subject is a sum: people type passwords where names belong.
CREATE TABLE attempt (
    kind     TEXT    NOT NULL,
    subject  BLOB    NOT NULL,
    failures INTEGER NOT NULL,
    last     INTEGER NOT NULL,
    until    INTEGER NOT NULL,   -- locked before this instant
    gone     INTEGER NOT NULL,   -- forgiven from this instant on
    PRIMARY KEY (kind, subject)
) WITHOUT ROWID;
CREATE INDEX attempt_gone ON attempt (gone);
