-- What the station notes of itself: the line by slots of time, and how long the officers' certificates last.
CREATE TABLE line_samples (
  slot        INTEGER PRIMARY KEY,
  state       TEXT NOT NULL CHECK (state IN ('up', 'down', 'unknown')),
  measured_at INTEGER NOT NULL
) STRICT;

CREATE TABLE certificates_seen (
  sha256    TEXT PRIMARY KEY CHECK (length(sha256) = 64),
  not_after INTEGER NOT NULL,
  seen_at   INTEGER NOT NULL
) STRICT;
