-- What gets no license: accounts, tokens, kids, devices, cookies. Account 0 and environment '' mean all of them, because
-- an entry is one of its kind and scope, and NULLs would not be.
CREATE TABLE stop (
    id BIGINT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    account BIGINT NOT NULL,
    environment TEXT NOT NULL,
    reason TEXT NOT NULL,
    created BIGINT NOT NULL,
    until BIGINT,
    UNIQUE (kind, value, account, environment)
);
