-- Appointments of citizens, from the portal or from a file. The id is also that of the key under which the citizen's data
-- lie, and of the dossier that is opened when he comes.
CREATE TABLE appointments (
  id         TEXT PRIMARY KEY,
  source     TEXT NOT NULL CHECK (source IN ('portal', 'file')),
  reference  TEXT NOT NULL,
  at         INTEGER NOT NULL,
  originals  INTEGER NOT NULL CHECK (originals > 0),
  state      TEXT NOT NULL CHECK (state IN ('booked', 'cancelled', 'opened')),
  sealed     BLOB,
  changed_at INTEGER NOT NULL,
  UNIQUE (source, reference)
) STRICT;
CREATE INDEX appointments_by_time ON appointments (at);
