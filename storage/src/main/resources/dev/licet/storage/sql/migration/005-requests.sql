-- Records are looked up by the id of the request that they tell of, and a token's within its account.
CREATE INDEX record_request ON record (account, environment, request, id);
DROP INDEX record_token;
CREATE INDEX record_token ON record (account, environment, token, id) WHERE token IS NOT NULL;
