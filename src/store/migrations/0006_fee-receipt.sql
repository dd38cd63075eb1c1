-- The number of the receipt that the office's own receipt system gave for the fee (số biên lai).
ALTER TABLE dossiers ADD COLUMN fee_receipt TEXT;
