-- What the portal was asked about each dossier, what it said, and where that differs from what it had confirmed here.
-- Ids, codes and instants only: no words of the portal, no personal data.
CREATE TABLE reconciliations (
  id         TEXT PRIMARY KEY,
  day        TEXT NOT NULL,
  asked_by   TEXT REFERENCES officers (id),
  begun_at   INTEGER NOT NULL,
  ended_at   INTEGER,
  dossiers   INTEGER NOT NULL CHECK (dossiers >= 0),
  unanswered INTEGER NOT NULL DEFAULT 0 CHECK (unanswered >= 0)
) STRICT;
CREATE UNIQUE INDEX reconciliations_one_open ON reconciliations ((ended_at IS NULL)) WHERE ended_at IS NULL;
CREATE INDEX reconciliations_by_day ON reconciliations (day, begun_at);

-- The dossiers still to be asked about: those of the open round, and (without one) those asked out of turn.
CREATE TABLE reconciliation_turns (
  dossier_id   TEXT PRIMARY KEY REFERENCES dossiers (id),
  round_id     TEXT REFERENCES reconciliations (id),
  next_at      INTEGER NOT NULL,
  tries        INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
  failure_code TEXT
) STRICT;
CREATE INDEX reconciliation_turns_due ON reconciliation_turns (next_at, dossier_id);
CREATE INDEX reconciliation_turns_of_round ON reconciliation_turns (round_id);

-- What the portal said last of a dossier. `since`: when it was first heard to be in this state.
CREATE TABLE far_dossiers (
  dossier_id  TEXT PRIMARY KEY REFERENCES dossiers (id),
  asked_at    INTEGER NOT NULL,
  answer      TEXT NOT NULL CHECK (answer IN ('found', 'absent', 'not-offered')),
  status_code INTEGER CHECK (status_code BETWEEN 1 AND 10),
  results     INTEGER CHECK (results >= 0),
  since       INTEGER NOT NULL
) STRICT;

-- `subject` is the original concerned, or empty for the dossier as a whole.
CREATE TABLE portal_differences (
  id         TEXT PRIMARY KEY,
  dossier_id TEXT NOT NULL REFERENCES dossiers (id),
  subject    TEXT NOT NULL DEFAULT '',
  kind       TEXT NOT NULL CHECK (kind IN
    ('absent', 'status', 'result-missing', 'result-other', 'result-extra', 'recall-open', 'unconfirmed', 'file-gone')),
  own_status INTEGER,
  far_status INTEGER,
  found_at   INTEGER NOT NULL,
  seen_at    INTEGER NOT NULL,
  resent_by  TEXT REFERENCES officers (id),
  resent_at  INTEGER,
  noted_by   TEXT REFERENCES officers (id),
  noted_at   INTEGER,
  settled_at INTEGER,
  CHECK ((resent_by IS NULL) = (resent_at IS NULL)),
  CHECK ((noted_by IS NULL) = (noted_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX portal_differences_open ON portal_differences (dossier_id, kind, subject) WHERE settled_at IS NULL;
CREATE INDEX portal_differences_by_dossier ON portal_differences (dossier_id, found_at);

-- A copy's link at the document gateway as it was last asked for, and each fetch that the gateway noted.
CREATE TABLE copy_links (
  outbox_id  TEXT PRIMARY KEY REFERENCES outbox (id),
  asked_at   INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  fetched_at INTEGER,
  removed_at INTEGER,
  renewals   INTEGER NOT NULL DEFAULT 0 CHECK (renewals >= 0)
) STRICT;
CREATE TABLE copy_fetches (
  outbox_id TEXT NOT NULL REFERENCES outbox (id),
  at        INTEGER NOT NULL,
  caller    TEXT NOT NULL,
  bytes     INTEGER NOT NULL CHECK (bytes >= 0),
  whole     INTEGER NOT NULL CHECK (whole IN (0, 1)),
  UNIQUE (outbox_id, at, caller)
) STRICT;

-- Copies that were cancelled after they had left the office, or were on their way: what is taken back, and how far it is.
CREATE TABLE recalls (
  original_id     TEXT PRIMARY KEY REFERENCES originals (id),
  dossier_id      TEXT NOT NULL REFERENCES dossiers (id),
  upload_id       TEXT REFERENCES outbox (id),
  sync_id         TEXT REFERENCES outbox (id),
  asked_at        INTEGER NOT NULL,
  link_revoked_at INTEGER,
  verified_at     INTEGER,
  tries           INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
  next_at         INTEGER NOT NULL,
  failure_code    TEXT
) STRICT;
CREATE INDEX recalls_by_dossier ON recalls (dossier_id);
CREATE INDEX recalls_unrevoked ON recalls (next_at) WHERE link_revoked_at IS NULL AND upload_id IS NOT NULL;
