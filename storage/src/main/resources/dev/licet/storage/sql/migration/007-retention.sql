-- What was pruned of an account's records: all places below ordinal are gone, and they had charged that much.
CREATE TABLE record_floor (
    account BIGINT NOT NULL,
    environment TEXT NOT NULL,
    ordinal BIGINT NOT NULL,
    charged BIGINT NOT NULL,
    PRIMARY KEY (account, environment),
    FOREIGN KEY (account, environment) REFERENCES account_half (account, environment)
);
