-- The phone that goes when the one of this ticket comes.
ALTER TABLE tickets ADD COLUMN replaces BLOB;

-- Phones are told of what changes an account, from now on.
INSERT INTO followers (name, seq) SELECT 'phones', coalesce(max(seq), 0) FROM audit;

-- How mail goes out, where the configuration says nothing, sealed.
CREATE TABLE mail_settings (
  one    INTEGER PRIMARY KEY CHECK (one = 1),
  sealed BLOB NOT NULL
) STRICT;

-- SMS: how many went to a number or a country; `key` is a keyed hash of it.
CREATE TABLE sms_tallies (
  key     BLOB PRIMARY KEY,
  rev     INTEGER NOT NULL,
  tally   TEXT NOT NULL,
  sent_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sms_tallies_by_age ON sms_tallies (sent_at);
