-- Units that one writer of one process has taken out of account_half.units and spends alone, so that charging is no row
-- that all of them wait for. What is left of a balance is the sum. at: when it was last spent from.
CREATE TABLE portion (
    account BIGINT NOT NULL,
    environment TEXT NOT NULL,
    owner TEXT NOT NULL,
    units BIGINT NOT NULL CHECK (units >= 0),
    at BIGINT NOT NULL,
    PRIMARY KEY (account, environment, owner),
    FOREIGN KEY (account, environment) REFERENCES account_half (account, environment)
);
