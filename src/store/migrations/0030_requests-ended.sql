-- A request that was ended elsewhere waits at the desk no longer. One that could not be read may end as well, and has no
-- content then.
CREATE TABLE online_requests_new (
  id             TEXT PRIMARY KEY,
  code           TEXT NOT NULL UNIQUE,
  state          TEXT NOT NULL
                 CHECK (state IN ('filed', 'supplement', 'accepted', 'refused', 'withdrawn', 'ended', 'unreadable')),
  version        INTEGER NOT NULL DEFAULT 1,
  stamp          TEXT NOT NULL,
  sealed         BLOB,
  content_sha256 TEXT,
  failure_code   TEXT,
  portal_status  INTEGER,
  paid           INTEGER CHECK (paid IN (0, 1)),
  paid_amount    INTEGER,
  paid_at        INTEGER,
  paid_reference TEXT,
  filed_at       INTEGER,
  arrived_at     INTEGER NOT NULL,
  changed_at     INTEGER NOT NULL,
  changed_since  INTEGER,
  withdrawn_at   INTEGER,
  purged_at      INTEGER,
  CHECK ((state = 'unreadable') = (failure_code IS NOT NULL)),
  CHECK (sealed IS NOT NULL OR state IN ('withdrawn', 'ended', 'unreadable') OR purged_at IS NOT NULL)
) STRICT;
INSERT INTO online_requests_new
  (id, code, state, version, stamp, sealed, content_sha256, failure_code, portal_status, paid, paid_amount, paid_at,
   paid_reference, filed_at, arrived_at, changed_at, changed_since, withdrawn_at, purged_at)
SELECT id, code, state, version, stamp, sealed, content_sha256, failure_code, portal_status, paid, paid_amount, paid_at,
   paid_reference, filed_at, arrived_at, changed_at, changed_since, withdrawn_at, purged_at
FROM online_requests;
DROP TABLE online_requests;
ALTER TABLE online_requests_new RENAME TO online_requests;
CREATE INDEX online_requests_kept ON online_requests (changed_at) WHERE purged_at IS NULL;
-- What the portal had said of waiting requests until now.
UPDATE online_requests SET failure_code = NULL, version = version + 1, state = 'ended'
WHERE state IN ('filed', 'supplement', 'unreadable') AND portal_status IN (3, 8, 9, 10);
