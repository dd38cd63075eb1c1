-- A copy that was cancelled before its upload had ended is not sent any more: its message goes, and what of the file may have
-- reached the gateway is taken back under the address at which it grew and the id that its link would have had.
ALTER TABLE recalls ADD COLUMN link_id TEXT;
ALTER TABLE recalls ADD COLUMN upload_url TEXT;
DROP INDEX recalls_unrevoked;
CREATE INDEX recalls_unrevoked ON recalls (next_at)
  WHERE link_revoked_at IS NULL AND (upload_id IS NOT NULL OR link_id IS NOT NULL);
