-- Who vouched for the wall clock last, in which run of the machine. A date goes on a certificate only while the clock has
-- not moved against the time since boot after that.
CREATE TABLE clock_proof (
  one            INTEGER PRIMARY KEY CHECK (one = 1),
  boot_id        TEXT NOT NULL,
  how            TEXT NOT NULL CHECK (how IN ('system', 'portal', 'gateway', 'officer')),
  officer_id     TEXT REFERENCES officers (id),
  at             INTEGER NOT NULL,
  offset_ms      INTEGER NOT NULL,
  journal_seq    INTEGER NOT NULL,
  journal_latest INTEGER,
  CHECK ((how = 'officer') = (officer_id IS NOT NULL))
) STRICT;
