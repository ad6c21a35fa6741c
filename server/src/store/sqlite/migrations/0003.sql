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
