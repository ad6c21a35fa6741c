-- Until when somebody's phones get no requests.
ALTER TABLE people ADD COLUMN quiet_until INTEGER;
