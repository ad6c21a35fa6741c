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

-- Roles take the place of one bit; whoever administered first stands for the organisation.
ALTER TABLE people ADD COLUMN role INTEGER NOT NULL DEFAULT 2;
UPDATE people SET role = 1 WHERE admin;
UPDATE people SET role = 0 WHERE rowid = (SELECT rowid FROM people WHERE admin ORDER BY created_at, rowid LIMIT 1);
ALTER TABLE people DROP COLUMN admin;
CREATE INDEX people_special ON people (role) WHERE role <> 2;

-- What the organisation asks of everybody, as JSON; no row: as the configuration says.
CREATE TABLE organisation (
  one   INTEGER PRIMARY KEY CHECK (one = 1),
  rules TEXT NOT NULL
) STRICT;

-- Who has a second step.
CREATE VIEW two_step AS
  SELECT person FROM devices WHERE state = 1
  UNION ALL SELECT person FROM otp_credentials WHERE active = 1
  UNION ALL SELECT person FROM passkeys;

-- After how many wrong passwords in a row the password is closed, and since when it is; a passkey still opens.
ALTER TABLE people ADD COLUMN lock_after INTEGER;
ALTER TABLE people ADD COLUMN password_closed_at INTEGER;

-- Browsers that are let in with the password alone for a while, unless their owner wants to be asked every time.
ALTER TABLE people ADD COLUMN ask_always INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sign_ins ADD COLUMN aim INTEGER NOT NULL DEFAULT 0;
CREATE TABLE trusted_browsers (
  id         BLOB PRIMARY KEY,
  token      BLOB NOT NULL UNIQUE,
  person     BLOB NOT NULL REFERENCES people (id),
  context    TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  used_at    INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX trusted_browsers_of_person ON trusted_browsers (person);
CREATE INDEX trusted_browsers_by_end ON trusted_browsers (expires_at);

-- A deleted account leaves a row without name, address or secret, so that what is in the log keeps its number.
ALTER TABLE people ADD COLUMN deleted_at INTEGER;

-- Where services are told what happened, and what they were told.
CREATE TABLE webhooks (
  service       BLOB PRIMARY KEY REFERENCES services (id),
  url           TEXT NOT NULL,
  sealed_secret BLOB NOT NULL,
  created_at    INTEGER NOT NULL
) STRICT;
CREATE TABLE deliveries (
  n       INTEGER PRIMARY KEY AUTOINCREMENT,
  id      BLOB NOT NULL UNIQUE,
  service BLOB NOT NULL REFERENCES services (id),
  kind    TEXT NOT NULL,
  body    TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  tries   INTEGER NOT NULL,
  next_at INTEGER,
  done_at INTEGER,
  answer  TEXT
) STRICT;
CREATE INDEX deliveries_due ON deliveries (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX deliveries_of_service ON deliveries (service, n);
CREATE INDEX deliveries_by_age ON deliveries (made_at);
INSERT INTO followers (name, seq) SELECT 'webhook', coalesce(max(seq), 0) FROM audit;

-- Whether somebody has a second step, kept beside them by triggers, so that the few without are found among many.
ALTER TABLE people ADD COLUMN has_two_step INTEGER NOT NULL DEFAULT 0;
UPDATE people SET has_two_step = EXISTS (SELECT 1 FROM two_step t WHERE t.person = people.id);
CREATE TRIGGER two_step_device_in AFTER INSERT ON devices BEGIN
  UPDATE people SET has_two_step = EXISTS (SELECT 1 FROM two_step WHERE person = NEW.person) WHERE id = NEW.person;
END;
CREATE TRIGGER two_step_device AFTER UPDATE OF state ON devices BEGIN
  UPDATE people SET has_two_step = EXISTS (SELECT 1 FROM two_step WHERE person = NEW.person) WHERE id = NEW.person;
END;
CREATE TRIGGER two_step_device_out AFTER DELETE ON devices BEGIN
  UPDATE people SET has_two_step = EXISTS (SELECT 1 FROM two_step WHERE person = OLD.person) WHERE id = OLD.person;
END;
CREATE TRIGGER two_step_otp_in AFTER INSERT ON otp_credentials BEGIN
  UPDATE people SET has_two_step = EXISTS (SELECT 1 FROM two_step WHERE person = NEW.person) WHERE id = NEW.person;
END;
CREATE TRIGGER two_step_otp AFTER UPDATE OF active ON otp_credentials BEGIN
  UPDATE people SET has_two_step = EXISTS (SELECT 1 FROM two_step WHERE person = NEW.person) WHERE id = NEW.person;
END;
CREATE TRIGGER two_step_otp_out AFTER DELETE ON otp_credentials BEGIN
  UPDATE people SET has_two_step = EXISTS (SELECT 1 FROM two_step WHERE person = OLD.person) WHERE id = OLD.person;
END;
CREATE TRIGGER two_step_passkey_in AFTER INSERT ON passkeys BEGIN
  UPDATE people SET has_two_step = 1 WHERE id = NEW.person;
END;
CREATE TRIGGER two_step_passkey_out AFTER DELETE ON passkeys BEGIN
  UPDATE people SET has_two_step = EXISTS (SELECT 1 FROM two_step WHERE person = OLD.person) WHERE id = OLD.person;
END;
CREATE INDEX people_without_two_step ON people (email) WHERE has_two_step = 0 AND deleted_at IS NULL;
CREATE INDEX people_locked ON people (email) WHERE locked_at IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX people_external ON people (email) WHERE role = 3 AND deleted_at IS NULL;
