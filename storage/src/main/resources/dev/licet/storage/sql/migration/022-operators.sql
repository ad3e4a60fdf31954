-- Programs that run the installation. Of a token only a hash is kept; scopes are words with spaces between them.
CREATE TABLE operator_token (
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    hash ${blob} NOT NULL UNIQUE,
    scopes TEXT NOT NULL,
    created BIGINT NOT NULL,
    expires BIGINT,
    revoked BIGINT
);

-- Top-ups that have a name of the caller's, so that none counts twice.
CREATE TABLE top_up (
    account BIGINT NOT NULL,
    environment TEXT NOT NULL,
    name TEXT NOT NULL,
    units BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (account, environment, name),
    FOREIGN KEY (account, environment) REFERENCES account_half (account, environment)
);
