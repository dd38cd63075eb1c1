-- When a dossier's key was given up: its documents cannot be read any more, and who asked is no longer named here. The
-- register keeps what the law wants kept.
ALTER TABLE dossiers ADD COLUMN purged_at INTEGER;
CREATE INDEX dossiers_kept ON dossiers (id) WHERE purged_at IS NULL;
