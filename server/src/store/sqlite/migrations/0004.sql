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

-- Numbers that get codes by SMS.
CREATE TABLE sms_factors (
  id            BLOB PRIMARY KEY,
  person        BLOB NOT NULL REFERENCES people (id),
  name          TEXT NOT NULL,
  sealed_number BLOB NOT NULL,
  active        INTEGER NOT NULL,
  created_at    INTEGER NOT NULL,
  used_at       INTEGER
) STRICT;
CREATE INDEX sms_factors_of_person ON sms_factors (person, created_at);
CREATE INDEX sms_factors_unproved ON sms_factors (created_at) WHERE active = 0;
-- Codes on their way; `mac` is keyed.
CREATE TABLE sms_codes (
  key        BLOB PRIMARY KEY,
  mac        BLOB NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sms_codes_by_end ON sms_codes (expires_at);
DROP VIEW two_step;
CREATE VIEW two_step AS
  SELECT person FROM devices WHERE state = 1
  UNION ALL SELECT person FROM otp_credentials WHERE active = 1
  UNION ALL SELECT person FROM passkeys
  UNION ALL SELECT person FROM sms_factors WHERE active = 1;
CREATE TRIGGER two_step_sms AFTER UPDATE OF active ON sms_factors BEGIN
  UPDATE people SET has_two_step = EXISTS (SELECT 1 FROM two_step WHERE person = NEW.person) WHERE id = NEW.person;
END;
CREATE TRIGGER two_step_sms_in AFTER INSERT ON sms_factors BEGIN
  UPDATE people SET has_two_step = EXISTS (SELECT 1 FROM two_step WHERE person = NEW.person) WHERE id = NEW.person;
END;
CREATE TRIGGER two_step_sms_out AFTER DELETE ON sms_factors BEGIN
  UPDATE people SET has_two_step = EXISTS (SELECT 1 FROM two_step WHERE person = OLD.person) WHERE id = OLD.person;
END;

-- Addresses besides the one to sign in with, numbers for getting back in, pictures. `hash` is keyed.
CREATE TABLE addresses (
  id         BLOB PRIMARY KEY,
  person     BLOB NOT NULL REFERENCES people (id),
  email      TEXT NOT NULL,
  purpose    INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  proved_at  INTEGER
) STRICT;
CREATE INDEX addresses_of_person ON addresses (person, created_at);
CREATE INDEX addresses_by_email ON addresses (email) WHERE proved_at IS NOT NULL;
CREATE INDEX addresses_unproved ON addresses (created_at) WHERE proved_at IS NULL;
CREATE TABLE recovery_numbers (
  id            BLOB PRIMARY KEY,
  person        BLOB NOT NULL REFERENCES people (id),
  sealed_number BLOB NOT NULL,
  hash          BLOB NOT NULL,
  created_at    INTEGER NOT NULL,
  proved_at     INTEGER
) STRICT;
CREATE INDEX recovery_numbers_of_person ON recovery_numbers (person, created_at);
CREATE INDEX recovery_numbers_unproved ON recovery_numbers (created_at) WHERE proved_at IS NULL;
CREATE TABLE pictures (
  person BLOB PRIMARY KEY REFERENCES people (id),
  kind   INTEGER NOT NULL,
  bytes  BLOB NOT NULL
) STRICT;

-- Identity checks. `facts` is the whole check as JSON; the columns beside it are what it is found by. A person has one
-- that goes on at most.
CREATE TABLE identity_checks (
  id       BLOB PRIMARY KEY,
  person   BLOB NOT NULL REFERENCES people (id),
  state    INTEGER NOT NULL,
  asked_at INTEGER NOT NULL,
  rev      INTEGER NOT NULL,
  facts    TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX identity_checks_live ON identity_checks (person) WHERE state < 3;
CREATE INDEX identity_checks_of_person ON identity_checks (person, asked_at);
CREATE INDEX identity_checks_by_age ON identity_checks (asked_at);
CREATE TABLE identity_pictures (
  check_id BLOB NOT NULL REFERENCES identity_checks (id),
  kind     INTEGER NOT NULL,
  sealed   BLOB NOT NULL,
  sha256   BLOB NOT NULL,
  put_at   INTEGER NOT NULL,
  PRIMARY KEY (check_id, kind)
) STRICT;

-- Who looks at identity checks, and with which key. `wrapped_key` is sealed by a passphrase the server never sees.
ALTER TABLE people ADD COLUMN reviewer INTEGER NOT NULL DEFAULT 0;
CREATE INDEX people_reviewers ON people (id) WHERE reviewer = 1;
CREATE TABLE reviewer_keys (
  person      BLOB PRIMARY KEY REFERENCES people (id),
  public_key  BLOB NOT NULL,
  wrapped_key TEXT NOT NULL,
  made_at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
