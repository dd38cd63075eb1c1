-- Who makes the signatures of an attempt: the station's token host, or the government signing client on an officer's PC.
ALTER TABLE attempts ADD COLUMN provider TEXT NOT NULL DEFAULT 'pkcs11' CHECK (provider IN ('pkcs11', 'vgca'));

-- A file that was handed to that client and is awaited back. The token is known by its hash only.
CREATE TABLE client_returns (
  item_id      TEXT PRIMARY KEY REFERENCES attempt_items (id),
  token_sha256 TEXT NOT NULL UNIQUE,
  sent_length  INTEGER NOT NULL CHECK (sent_length > 0),
  max_length   INTEGER NOT NULL CHECK (max_length > sent_length),
  expires_at   INTEGER NOT NULL,
  refused      INTEGER NOT NULL DEFAULT 0 CHECK (refused >= 0)
) STRICT;
