-- Under how many units a balance is low; NULL where nobody set that.
ALTER TABLE account_half ADD COLUMN low_mark BIGINT;
-- Nobody's mark changes with a charge, so charges do not write this.
CREATE INDEX account_half_marked ON account_half (account, environment) WHERE low_mark IS NOT NULL;
-- Each time that a balance fell under its mark, written with what made it fall.
CREATE TABLE balance_fall (
    id ${serial},
    account BIGINT NOT NULL,
    environment TEXT NOT NULL,
    mark BIGINT NOT NULL,
    units BIGINT NOT NULL,
    at BIGINT NOT NULL,
    FOREIGN KEY (account, environment) REFERENCES account_half (account, environment)
);
CREATE INDEX balance_fall_of ON balance_fall (account, environment, id);
