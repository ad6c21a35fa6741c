ALTER TABLE people ADD COLUMN alerts INTEGER NOT NULL DEFAULT 1;

-- Who reads the log and does something about it, and how far they have come.
CREATE TABLE followers (
  name TEXT PRIMARY KEY,
  seq  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- Nobody gets mail about what happened before there was mail.
INSERT INTO followers (name, seq) SELECT 'mail', coalesce(max(seq), 0) FROM audit;

-- `next_at` and `sealed` are gone once it was sent or given up.
CREATE TABLE mails (
  id      BLOB PRIMARY KEY,
  person  BLOB NOT NULL REFERENCES people (id),
  about   TEXT NOT NULL,
  sealed  BLOB,
  made_at INTEGER NOT NULL,
  tries   INTEGER NOT NULL,
  next_at INTEGER
) STRICT;
CREATE INDEX mails_due ON mails (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX mails_of_person ON mails (person, about, made_at);
CREATE INDEX mails_by_age ON mails (made_at);

-- Sweeping looks for these every ten seconds.
CREATE INDEX sessions_by_end ON sessions (expires_at);
CREATE INDEX sign_ins_by_end ON sign_ins (expires_at);
