-- Raised with every change of the account, of its settings in an environment, of balances set by the operator, or of its
-- authenticators, but not by charges: who has decided something by the account compares it to see whether it changed.
ALTER TABLE account ADD COLUMN version BIGINT NOT NULL DEFAULT 0;
