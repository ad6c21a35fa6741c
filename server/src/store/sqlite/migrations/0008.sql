-- Tickets that a phone asked for, to be replaced by another.
ALTER TABLE tickets ADD COLUMN handover INTEGER NOT NULL DEFAULT 0;
CREATE INDEX tickets_of_handover ON tickets (replaces) WHERE handover = 1;
