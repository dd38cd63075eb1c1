-- The journal is read by day and by officer; it only grows.
CREATE INDEX journal_by_time ON journal (at);
CREATE INDEX journal_by_actor ON journal (actor, seq);
