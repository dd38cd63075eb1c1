-- Passwords and access tokens with which the station shows itself elsewhere, sealed under a key of keys.db.
CREATE TABLE credentials (
  name   TEXT PRIMARY KEY,
  sealed BLOB NOT NULL,
  set_at INTEGER NOT NULL
) STRICT;

-- What the far side of a connector calls a dossier, beside the station's own code and never in its place.
CREATE TABLE portal_references (
  dossier_id TEXT NOT NULL REFERENCES dossiers (id),
  connector  TEXT NOT NULL,
  name       TEXT NOT NULL CHECK (name IN ('number', 'id', 'code')),
  value      TEXT NOT NULL,
  kept_at    INTEGER NOT NULL,
  UNIQUE (dossier_id, connector, name)
) STRICT;
