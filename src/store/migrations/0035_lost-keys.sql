-- Dossiers of which documents are here and whose key is not, since a damaged keys.db was brought back: the officers are
-- told until the documents go or the key comes back.
CREATE TABLE lost_keys (
  key_id    TEXT PRIMARY KEY,
  documents INTEGER NOT NULL CHECK (documents > 0),
  found_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
