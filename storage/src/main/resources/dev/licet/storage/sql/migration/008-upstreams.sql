-- Who answers those Widevine devices of an account that are not under the operator's own root. Every other column
-- is in the seal of the secrets, so that nobody can send an account's content keys elsewhere by changing the URL.
CREATE TABLE widevine_back_end (
    account BIGINT NOT NULL,
    environment TEXT NOT NULL,
    kind TEXT NOT NULL,
    url TEXT NOT NULL,
    provider TEXT NOT NULL,
    sealed_secrets ${blob} NOT NULL,
    changed BIGINT NOT NULL,
    PRIMARY KEY (account, environment),
    FOREIGN KEY (account, environment) REFERENCES account_half (account, environment)
);
