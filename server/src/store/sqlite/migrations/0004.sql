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
-- Company sign-in: providers, the mail domains that belong to them, and who is linked there.
CREATE TABLE providers (
  id            BLOB PRIMARY KEY,
  name          TEXT NOT NULL,
  issuer        TEXT NOT NULL,
  client_id     TEXT NOT NULL,
  sealed_secret BLOB NOT NULL,
  is_only       INTEGER NOT NULL,
  created_at    INTEGER NOT NULL
) STRICT;
CREATE TABLE provider_domains (
  domain   TEXT PRIMARY KEY,
  provider BLOB NOT NULL REFERENCES providers (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX provider_domains_of_provider ON provider_domains (provider);
CREATE TABLE company_links (
  provider   BLOB NOT NULL REFERENCES providers (id) ON DELETE CASCADE,
  subject    TEXT NOT NULL,
  person     BLOB NOT NULL REFERENCES people (id),
  account    TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  used_at    INTEGER,
  PRIMARY KEY (provider, subject)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX company_links_of_person ON company_links (person, provider);
