-- Anybody can begin many recoveries, so those that may open an account are kept apart from the others.
-- `stage`: 0 nothing was proved, 1 it may open the account, 2 it was stopped or used.
DROP INDEX recoveries_of_person;
ALTER TABLE recoveries RENAME COLUMN is_open TO stage;
UPDATE recoveries SET stage = CASE
  WHEN facts ->> '$.state' IN ('stopped', 'used') THEN 2
  WHEN facts ->> '$.state' = 'open' AND json_array_length(facts, '$.proved') = 0 THEN 0
  ELSE 1 END;
CREATE INDEX recoveries_of_person ON recoveries (person, stage, begun_at);
-- Until when somebody's phones get no requests.
ALTER TABLE people ADD COLUMN quiet_until INTEGER;
-- Tickets that a phone asked for, to be replaced by another.
ALTER TABLE tickets ADD COLUMN handover INTEGER NOT NULL DEFAULT 0;
CREATE INDEX tickets_of_handover ON tickets (replaces) WHERE handover = 1;
