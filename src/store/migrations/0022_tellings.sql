-- What the one-stop system beside the portal has still to be told of each dossier: its state as it then is, and steps.
-- `changes` counts what there was to tell, `told` how much of it was confirmed. Instants are epoch milliseconds.
CREATE TABLE tellings (
  dossier_id      TEXT PRIMARY KEY REFERENCES dossiers (id),
  changes         INTEGER NOT NULL CHECK (changes > 0),
  told            INTEGER NOT NULL DEFAULT 0 CHECK (told BETWEEN 0 AND changes),
  steps           TEXT NOT NULL CHECK (json_valid(steps)),
  state           TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'confirmed', 'rejected')),
  attempts        INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  next_attempt_at INTEGER NOT NULL,
  begun_at        INTEGER,
  failure_code    TEXT,
  failure_message TEXT,
  receipt         TEXT CHECK (receipt IS NULL OR json_valid(receipt)),
  changed_at      INTEGER NOT NULL,
  CHECK ((state = 'confirmed') = (told = changes AND steps = '[]')),
  CHECK (told = 0 OR receipt IS NOT NULL),
  CHECK (state <> 'rejected' OR failure_code IS NOT NULL)
) STRICT;
CREATE INDEX tellings_open ON tellings (state, next_attempt_at) WHERE state <> 'confirmed';
