-- FairPlay credentials; account NULL is the installation's own, for tests. The id is in the seal of each column.
CREATE TABLE fairplay_credential (
    id INTEGER PRIMARY KEY,
    account BIGINT,
    environment TEXT NOT NULL CHECK (account IS NOT NULL OR environment = 'T'),
    certificate ${blob} NOT NULL,
    sealed_keys ${blob} NOT NULL,
    sealed_secret ${blob} NOT NULL,
    derivation TEXT NOT NULL,
    created BIGINT NOT NULL,
    FOREIGN KEY (account, environment) REFERENCES account_half (account, environment)
);

CREATE TABLE widevine_identity (
    id INTEGER PRIMARY KEY,
    root ${blob} NOT NULL,
    service_certificate ${blob} NOT NULL,
    sealed_key ${blob} NOT NULL,
    created BIGINT NOT NULL
);

-- Serial numbers of device and model certificates, in hexadecimal digits.
CREATE TABLE widevine_revocation (
    serial TEXT PRIMARY KEY,
    reason TEXT NOT NULL,
    revoked BIGINT NOT NULL
);

-- The highest robustness level that devices of a system id get keys for.
CREATE TABLE widevine_system (
    system BIGINT PRIMARY KEY,
    level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 5)
);
