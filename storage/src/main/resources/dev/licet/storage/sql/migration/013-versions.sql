-- Raised with every change of the account, its halves, balances set by the operator, or its authenticators, but not by
-- charges: who has decided something by what the account was like finds out from it whether it still is.
ALTER TABLE account ADD COLUMN version BIGINT NOT NULL DEFAULT 0;
