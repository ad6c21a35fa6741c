-- The phone that goes when the one of this ticket comes.
ALTER TABLE tickets ADD COLUMN replaces BLOB;

-- Phones are told of what changes an account, from now on.
INSERT INTO followers (name, seq) SELECT 'phones', coalesce(max(seq), 0) FROM audit;

-- How mail goes out, where the configuration says nothing, sealed.
CREATE TABLE mail_settings (
  one    INTEGER PRIMARY KEY CHECK (one = 1),
  sealed BLOB NOT NULL
) STRICT;
