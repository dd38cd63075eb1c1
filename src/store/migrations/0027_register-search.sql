-- The requester's name as it is searched for, beside the name as it stands in the book.
ALTER TABLE register_entries ADD COLUMN requester_folded TEXT;
UPDATE register_entries SET requester_folded = fold_name(requester_name) WHERE requester_name IS NOT NULL;
