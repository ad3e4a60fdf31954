-- The service keys that tokens are sealed under. Rows stay for ever so that no id comes twice; the key of a retired
-- one is gone.
CREATE TABLE sealing_key (
    id INTEGER PRIMARY KEY,
    sealed_key ${blob},
    created BIGINT NOT NULL,
    active_from BIGINT NOT NULL,
    retired BIGINT
);

-- The key storage. ek (the content key under the operator's own kek) is sealed once more.
CREATE TABLE content_key (
    account BIGINT NOT NULL,
    environment TEXT NOT NULL,
    kid TEXT NOT NULL,
    sealed_ek ${blob} NOT NULL,
    kek_id TEXT,
    info TEXT,
    content TEXT,
    expiration BIGINT,
    last_update BIGINT NOT NULL,
    PRIMARY KEY (account, environment, kid),
    FOREIGN KEY (account, environment) REFERENCES account_half (account, environment)
);
CREATE INDEX content_key_expiration ON content_key (expiration) WHERE expiration IS NOT NULL;
