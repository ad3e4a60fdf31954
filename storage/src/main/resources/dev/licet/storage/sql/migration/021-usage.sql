-- What was counted of records before they were pruned. month is year * 100 + month, in UTC.
CREATE TABLE usage_pruned (
    account BIGINT NOT NULL,
    environment TEXT NOT NULL,
    month INTEGER NOT NULL,
    tokens BIGINT NOT NULL,
    licenses BIGINT NOT NULL,
    charges BIGINT NOT NULL,
    PRIMARY KEY (account, environment, month),
    FOREIGN KEY (account, environment) REFERENCES account_half (account, environment)
);
CREATE INDEX usage_pruned_month ON usage_pruned (month);
