-- Officers: decisions of their own for single roles, a first password that has to be changed, and a count of changes,
-- so that two unit admins do not overwrite each other. Images: who put them in.
ALTER TABLE officers ADD COLUMN role_terms TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(role_terms));
ALTER TABLE officers ADD COLUMN must_change_password INTEGER NOT NULL DEFAULT 0 CHECK (must_change_password IN (0, 1));
ALTER TABLE officers ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE office_images ADD COLUMN added_by TEXT REFERENCES officers (id);
