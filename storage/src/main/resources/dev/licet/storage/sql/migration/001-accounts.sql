-- Times are microseconds since 1970-01-01T00:00Z, durations whole seconds, flags 0 or 1,
-- environments 'T' (test) or 'P' (production).

-- The key under which everything secret is sealed, itself sealed under the master key.
CREATE TABLE installation (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    root_key ${blob} NOT NULL,
    created BIGINT NOT NULL
);

-- Raised with every change of a part that processes keep in memory.
CREATE TABLE change (
    kind TEXT PRIMARY KEY,
    version BIGINT NOT NULL
);

CREATE TABLE account (
    id BIGINT PRIMARY KEY CHECK (id BETWEEN 1 AND 4294967295),
    name TEXT NOT NULL,
    enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
    created BIGINT NOT NULL
);

-- An account as one environment sees it. units is what is left of the balance, NULL when nothing is counted down;
-- records is the number that the account's next record gets.
CREATE TABLE account_half (
    account BIGINT NOT NULL REFERENCES account (id),
    environment TEXT NOT NULL CHECK (environment IN ('T', 'P')),
    drms TEXT NOT NULL,
    profile TEXT NOT NULL,
    token_life BIGINT NOT NULL,
    redemption_window BIGINT NOT NULL,
    max_redemptions INTEGER,
    units BIGINT CHECK (units >= 0),
    records BIGINT NOT NULL,
    PRIMARY KEY (account, environment)
);

-- The secret half is kept as an HMAC only; prefix is its first four digits, for lists.
CREATE TABLE authenticator (
    account BIGINT NOT NULL,
    number INTEGER NOT NULL,
    environment TEXT NOT NULL,
    hash ${blob} NOT NULL,
    prefix TEXT NOT NULL,
    created BIGINT NOT NULL,
    revoked BIGINT,
    PRIMARY KEY (account, number),
    FOREIGN KEY (account, environment) REFERENCES account_half (account, environment)
);

-- Numbers that grow and never repeat, for rows whose number is sealed into them.
CREATE TABLE counter (
    name TEXT PRIMARY KEY,
    last INTEGER NOT NULL
);
