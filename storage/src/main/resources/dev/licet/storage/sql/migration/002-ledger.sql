-- Every change of a balance. The units of an account's movements add up to its balance (0 while it is unlimited),
-- and its movements of kind 'charge' are as many as the charges in its records.
CREATE TABLE movement (
    id ${serial},
    account BIGINT NOT NULL,
    environment TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('charge', 'top-up', 'set')),
    units BIGINT NOT NULL,
    reason TEXT NOT NULL,
    token TEXT,
    at BIGINT NOT NULL,
    FOREIGN KEY (account, environment) REFERENCES account_half (account, environment)
);
CREATE INDEX movement_of ON movement (account, environment, id);

-- How far a token has been redeemed. licenses counts the free ones of the present window.
CREATE TABLE redemption (
    token TEXT PRIMARY KEY,
    expires BIGINT NOT NULL,
    windows INTEGER NOT NULL,
    opened BIGINT NOT NULL,
    licenses INTEGER NOT NULL
);
CREATE INDEX redemption_expiry ON redemption (expires, token);

-- The challenges that a token was given a license for, so that a retry is known again.
CREATE TABLE challenge (
    token TEXT NOT NULL,
    digest ${blob} NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (token, digest)
);

-- License sessions that were given back. Kept for good, because a license can outlive its token.
CREATE TABLE released_session (
    session ${blob} PRIMARY KEY,
    at BIGINT NOT NULL
);

-- The event log. ordinal counts the records of one account and environment from 0, without gaps; it is NULL when the
-- account is not known.
CREATE TABLE record (
    id ${serial},
    account BIGINT,
    environment TEXT NOT NULL,
    ordinal BIGINT,
    kind TEXT NOT NULL,
    at BIGINT NOT NULL,
    drm TEXT NOT NULL,
    request TEXT NOT NULL,
    code INTEGER NOT NULL,
    reason TEXT NOT NULL,
    token TEXT,
    cookie TEXT,
    content TEXT,
    kids TEXT NOT NULL,
    device TEXT,
    charged INTEGER NOT NULL,
    redemption_window INTEGER NOT NULL,
    facts TEXT NOT NULL,
    UNIQUE (account, environment, ordinal)
);
CREATE INDEX record_cookie ON record (account, environment, cookie, id) WHERE cookie IS NOT NULL;
CREATE INDEX record_time ON record (account, environment, at, id);
CREATE INDEX record_token ON record (token) WHERE token IS NOT NULL;
