-- Ids are 16 random bytes, instants are Unix seconds. What the numbers of `state` and the like mean stands in `codes.rs`.

CREATE TABLE people (
  id         BLOB PRIMARY KEY,
  email      TEXT NOT NULL UNIQUE,
  name       TEXT NOT NULL,
  password   TEXT NOT NULL,
  admin      INTEGER NOT NULL,
  language   TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  locked_at  INTEGER
) STRICT;

CREATE TABLE services (
  id         BLOB PRIMARY KEY,
  name       TEXT NOT NULL,
  key_hash   BLOB UNIQUE,
  created_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT;

CREATE TABLE devices (
  id          BLOB PRIMARY KEY,
  person      BLOB NOT NULL REFERENCES people (id),
  name        TEXT NOT NULL,
  model       TEXT,
  system      TEXT,
  app         TEXT,
  approve_key BLOB NOT NULL,
  request_key BLOB NOT NULL,
  assurance   INTEGER NOT NULL,
  push        TEXT,
  state       INTEGER NOT NULL,
  counter     INTEGER NOT NULL,
  linked_at   INTEGER NOT NULL,
  seen_at     INTEGER NOT NULL
) STRICT;
CREATE INDEX devices_active ON devices (person, linked_at) WHERE state = 1;

CREATE TABLE tickets (
  id             BLOB PRIMARY KEY,
  person         BLOB NOT NULL REFERENCES people (id),
  sealed_secret  BLOB NOT NULL,
  pkce_challenge TEXT,
  made_at        INTEGER NOT NULL,
  expires_at     INTEGER NOT NULL,
  state          INTEGER NOT NULL,
  device         BLOB,
  code_mac       BLOB,
  wrong_codes    INTEGER NOT NULL,
  void           INTEGER
) STRICT;
CREATE INDEX tickets_open ON tickets (person) WHERE state = 0;
CREATE INDEX tickets_by_end ON tickets (expires_at);

CREATE TABLE otp_credentials (
  id            BLOB PRIMARY KEY,
  person        BLOB NOT NULL REFERENCES people (id),
  device        BLOB,
  name          TEXT NOT NULL,
  sealed_secret BLOB NOT NULL,
  algorithm     TEXT NOT NULL,
  digits        INTEGER NOT NULL,
  period_secs   INTEGER NOT NULL,
  last_step     INTEGER,
  active        INTEGER NOT NULL,
  created_at    INTEGER NOT NULL,
  used_at       INTEGER
) STRICT;
CREATE INDEX otp_of_person ON otp_credentials (person);
CREATE INDEX otp_of_device ON otp_credentials (device) WHERE device IS NOT NULL;

CREATE TABLE backup_sets (
  person  BLOB PRIMARY KEY REFERENCES people (id),
  salt    BLOB NOT NULL,
  made_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE backup_codes (
  person   BLOB NOT NULL REFERENCES backup_sets (person) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  hash     BLOB NOT NULL,
  used_at  INTEGER,
  PRIMARY KEY (person, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE throttles (
  key           BLOB PRIMARY KEY,
  rev           INTEGER NOT NULL,
  failures      INTEGER NOT NULL,
  blocked_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Without a reference to `people`: accounts that do not exist have budgets too, so that they look alike.
CREATE TABLE push_budgets (
  person BLOB PRIMARY KEY,
  rev    INTEGER NOT NULL,
  budget TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Small rows that change; the long texts of an answer never change and stand in `answers`. Without a reference to
-- `people`: accounts that do not exist are asked too.
CREATE TABLE challenges (
  n             INTEGER PRIMARY KEY,
  id            BLOB NOT NULL UNIQUE,
  service       BLOB NOT NULL REFERENCES services (id),
  person        BLOB NOT NULL,
  account       TEXT NOT NULL,
  context       TEXT NOT NULL,
  number        TEXT,
  number_digits INTEGER NOT NULL,
  asked_at      INTEGER NOT NULL,
  expires_at    INTEGER NOT NULL,
  state         INTEGER NOT NULL,
  wrong_numbers INTEGER NOT NULL,
  cancelled     INTEGER,
  settled_at    INTEGER,
  redeemed_at   INTEGER
) STRICT;
CREATE INDEX challenges_pending ON challenges (person, asked_at) WHERE state = 0;
CREATE INDEX challenges_due ON challenges (expires_at) WHERE state = 0;
CREATE INDEX challenges_settled ON challenges (settled_at) WHERE settled_at IS NOT NULL;

CREATE TABLE answers (
  challenge  INTEGER PRIMARY KEY REFERENCES challenges (n) ON DELETE CASCADE,
  device     BLOB NOT NULL,
  verdict    INTEGER NOT NULL,
  decided_at INTEGER NOT NULL,
  prompt     TEXT NOT NULL,
  decision   TEXT NOT NULL,
  receipt    TEXT NOT NULL
) STRICT;

CREATE TABLE sessions (
  id         BLOB PRIMARY KEY,
  token      BLOB NOT NULL UNIQUE,
  person     BLOB NOT NULL REFERENCES people (id),
  level      INTEGER NOT NULL,
  context    TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  used_at    INTEGER NOT NULL,
  proved_at  INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_of_person ON sessions (person);

CREATE TABLE sign_ins (
  token      BLOB PRIMARY KEY,
  person     BLOB NOT NULL REFERENCES people (id),
  challenge  BLOB,
  next       TEXT,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sign_ins_of_person ON sign_ins (person);

CREATE TABLE notices (
  seq    INTEGER PRIMARY KEY AUTOINCREMENT,
  person BLOB NOT NULL REFERENCES people (id),
  at     INTEGER NOT NULL,
  kind   TEXT NOT NULL
) STRICT;
CREATE INDEX notices_of_person ON notices (person, seq);

-- AUTOINCREMENT: the highest number is remembered even when the last rows are taken away, so that it shows.
CREATE TABLE audit (
  seq     INTEGER PRIMARY KEY AUTOINCREMENT,
  at      INTEGER NOT NULL,
  person  BLOB,
  service BLOB,
  body    BLOB NOT NULL,
  hash    BLOB NOT NULL
) STRICT;
CREATE INDEX audit_of_person ON audit (person, seq) WHERE person IS NOT NULL;

CREATE TABLE upkeep (
  one   INTEGER PRIMARY KEY CHECK (one = 1),
  beats INTEGER NOT NULL
) STRICT;
INSERT INTO upkeep (one, beats) VALUES (1, 0);
