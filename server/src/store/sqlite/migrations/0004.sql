-- The phone that goes when the one of this ticket comes.
ALTER TABLE tickets ADD COLUMN replaces BLOB;
