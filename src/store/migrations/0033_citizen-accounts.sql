-- What the portal said when the desk asked for the requester's account there. The account lies sealed under the dossier's
-- key and is gone with it.
CREATE TABLE citizen_accounts (
  dossier_id TEXT PRIMARY KEY REFERENCES dossiers (id),
  state      TEXT NOT NULL CHECK (state IN ('found', 'none')),
  sealed     BLOB,
  asked_at   INTEGER NOT NULL,
  asked_by   TEXT NOT NULL REFERENCES officers (id),
  CHECK ((state = 'found') = (sealed IS NOT NULL))
) STRICT;
