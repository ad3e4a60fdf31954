-- When an account was closed for good; NULL for the others.
ALTER TABLE account ADD COLUMN closed BIGINT;
