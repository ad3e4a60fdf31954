-- Who signs requests for keys and licenses: the name that stands in the path, whose it is, and what signatures are
-- checked with. Every column but created is in the seal of the key, so that nobody can give a signer to another account.
CREATE TABLE signer (
    environment TEXT NOT NULL,
    name TEXT NOT NULL,
    account BIGINT NOT NULL,
    kind TEXT NOT NULL,
    sealed_key ${blob} NOT NULL,
    created BIGINT NOT NULL,
    PRIMARY KEY (environment, name),
    FOREIGN KEY (account, environment) REFERENCES account_half (account, environment)
);
CREATE INDEX signer_of ON signer (account, environment, name);
