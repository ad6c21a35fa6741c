-- Application passwords and API tokens. `hash` is keyed.
CREATE TABLE program_keys (
  id         BLOB PRIMARY KEY,
  person     BLOB NOT NULL REFERENCES people (id),
  kind       INTEGER NOT NULL,
  name       TEXT NOT NULL,
  hash       BLOB NOT NULL UNIQUE,
  service    BLOB REFERENCES services (id),
  scope      INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  used_at    INTEGER,
  used_from  TEXT
) STRICT;
CREATE INDEX program_keys_of_person ON program_keys (person, created_at);

-- Passkeys and security keys (WebAuthn). `key` is the public key and what belongs to it, as JSON.
CREATE TABLE passkeys (
  id         BLOB PRIMARY KEY,
  person     BLOB NOT NULL REFERENCES people (id),
  name       TEXT NOT NULL,
  credential BLOB NOT NULL UNIQUE,
  key        TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  used_at    INTEGER
) STRICT;
CREATE INDEX passkeys_of_person ON passkeys (person, created_at);

-- What an authenticator was asked and has not answered yet; each counts once.
CREATE TABLE ceremonies (
  key        BLOB PRIMARY KEY,
  state      TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX ceremonies_by_end ON ceremonies (expires_at);

-- When the second step was last proved in a session; and which session a second step renews.
ALTER TABLE sessions ADD COLUMN stepped_at INTEGER;
ALTER TABLE sign_ins ADD COLUMN session BLOB;
