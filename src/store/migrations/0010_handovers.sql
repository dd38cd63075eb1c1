-- Copies that an officer puts on the portal by hand. A file that was handed over is final, and so is what was entered.
ALTER TABLE outbox ADD COLUMN begun_at INTEGER;
UPDATE outbox SET begun_at = created_at WHERE attempts > 0 OR state <> 'waiting';

CREATE TABLE handovers (
  original_id TEXT PRIMARY KEY REFERENCES originals (id),
  dossier_id  TEXT NOT NULL REFERENCES dossiers (id),
  outbox_id   TEXT NOT NULL UNIQUE REFERENCES outbox (id),
  document_id TEXT NOT NULL REFERENCES documents (id),
  sha256      TEXT NOT NULL,
  file_name   TEXT NOT NULL,
  found       INTEGER NOT NULL DEFAULT 0 CHECK (found IN (0, 1)),
  taken_by    TEXT NOT NULL REFERENCES officers (id),
  taken_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX handovers_by_dossier ON handovers (dossier_id);
CREATE TRIGGER handover_is_final BEFORE UPDATE ON handovers
  BEGIN SELECT RAISE (ABORT, 'a file that was handed over is final'); END;
CREATE TRIGGER handover_stays BEFORE DELETE ON handovers
  BEGIN SELECT RAISE (ABORT, 'a file that was handed over is final'); END;

CREATE TABLE handover_proofs (
  id          TEXT PRIMARY KEY,
  original_id TEXT NOT NULL REFERENCES handovers (original_id),
  ordinal     INTEGER NOT NULL CHECK (ordinal > 0),
  portal_code TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  note        TEXT,
  shared      INTEGER NOT NULL DEFAULT 0 CHECK (shared IN (0, 1)),
  reason      TEXT,
  entered_by  TEXT NOT NULL REFERENCES officers (id),
  entered_at  INTEGER NOT NULL,
  UNIQUE (original_id, ordinal),
  CHECK ((ordinal = 1) = (reason IS NULL))
) STRICT;
CREATE INDEX handover_proofs_by_code ON handover_proofs (portal_code);
CREATE TRIGGER proof_is_kept BEFORE UPDATE ON handover_proofs
  BEGIN SELECT RAISE (ABORT, 'a proof is corrected by another'); END;
CREATE TRIGGER proof_stays BEFORE DELETE ON handover_proofs
  BEGIN SELECT RAISE (ABORT, 'a proof is corrected by another'); END;
