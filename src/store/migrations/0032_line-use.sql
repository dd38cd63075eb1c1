-- What each of several lines carried, bytes by the civil day in Vietnam on which it was counted; and the lines that a
-- technician has paused. A line is known by the name that the office gave it.
CREATE TABLE line_use (
  line  TEXT NOT NULL,
  day   TEXT NOT NULL,
  bytes INTEGER NOT NULL CHECK (bytes >= 0),
  PRIMARY KEY (line, day)
) STRICT;
CREATE TABLE line_pauses (
  line      TEXT PRIMARY KEY,
  paused_at INTEGER NOT NULL,
  paused_by TEXT NOT NULL REFERENCES officers (id)
) STRICT;
