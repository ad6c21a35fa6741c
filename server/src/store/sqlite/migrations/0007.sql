-- The key that signs pushes (VAPID), sealed. Made by whichever node needs it first, the same for all.
CREATE TABLE push_key (
  one    INTEGER PRIMARY KEY CHECK (one = 1),
  sealed BLOB NOT NULL
) STRICT;

-- Since when a phone's push server knows its address no more, until the phone names another.
ALTER TABLE devices ADD COLUMN push_lost_at INTEGER;

-- Whether the maker of a phone's hardware says where its approve key lies; until now only the phone did.
ALTER TABLE devices ADD COLUMN proved INTEGER NOT NULL DEFAULT 0;
-- What a phone offered as a proof, and what was found in it, as JSON. Beside the phones, as it is long and seldom read.
CREATE TABLE attestations (
  device BLOB PRIMARY KEY REFERENCES devices (id),
  person BLOB NOT NULL REFERENCES people (id),
  facts  TEXT NOT NULL
) STRICT;
CREATE INDEX attestations_of_person ON attestations (person);
