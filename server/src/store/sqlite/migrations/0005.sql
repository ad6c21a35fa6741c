-- What people prepare for getting in again. `sheet` is a keyed hash.
CREATE TABLE recovery_plans (
  person        BLOB PRIMARY KEY REFERENCES people (id),
  sheet         BLOB,
  sheet_made_at INTEGER,
  by_admin      INTEGER NOT NULL,
  wait_secs     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- Whom they trust. `trustee` is there once they agreed.
CREATE TABLE trustees (
  id       BLOB PRIMARY KEY,
  person   BLOB NOT NULL REFERENCES people (id),
  email    TEXT NOT NULL,
  trustee  BLOB REFERENCES people (id),
  asked_at INTEGER NOT NULL,
  UNIQUE (person, email)
) STRICT;
CREATE INDEX trustees_asked ON trustees (email) WHERE trustee IS NULL;
CREATE INDEX trustees_of ON trustees (trustee) WHERE trustee IS NOT NULL;

-- Its use. `facts` is the whole recovery as JSON; `holder` is the hash of a cookie. `person` may be nobody, who is
-- written like everybody else.
CREATE TABLE recoveries (
  id       BLOB PRIMARY KEY,
  holder   BLOB NOT NULL UNIQUE,
  person   BLOB NOT NULL,
  is_open  INTEGER NOT NULL,
  begun_at INTEGER NOT NULL,
  rev      INTEGER NOT NULL,
  facts    TEXT NOT NULL
) STRICT;
CREATE INDEX recoveries_of_person ON recoveries (person, begun_at);
CREATE INDEX recoveries_by_age ON recoveries (begun_at);

-- A day is found as quickly as the newest entries, however long the log is.
DROP INDEX audit_of_person;
CREATE INDEX audit_of_person ON audit (person, at) WHERE person IS NOT NULL;

-- A search among people reads their names only.
CREATE INDEX people_names ON people (email, name) WHERE deleted_at IS NULL;
