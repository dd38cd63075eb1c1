-- A row that waits for something better than what it could send now: so many milliseconds of time with the line up.
ALTER TABLE outbox ADD COLUMN hold_ms INTEGER CHECK (hold_ms > 0);
