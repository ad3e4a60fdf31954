-- What is set for the packagers of an account: where their keys come from, how FairPlay playlists name a key, and the
-- track rules that differ from the shipped ones, in the words of the command that sets them.
CREATE TABLE packaging (
    account BIGINT NOT NULL,
    environment TEXT NOT NULL,
    origin TEXT NOT NULL,
    skd TEXT NOT NULL,
    tracks TEXT NOT NULL,
    PRIMARY KEY (account, environment),
    FOREIGN KEY (account, environment) REFERENCES account_half (account, environment)
);

-- The secrets that keys for packagers are derived from. None is ever deleted: what was packaged needs its seed.
CREATE TABLE packager_seed (
    account BIGINT NOT NULL,
    environment TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 1),
    sealed_seed ${blob} NOT NULL,
    created BIGINT NOT NULL,
    PRIMARY KEY (account, environment, number),
    FOREIGN KEY (account, environment) REFERENCES account_half (account, environment)
);

-- What packagers were given, without values. seed is the number of the seed, NULL for a key of the key storage.
CREATE TABLE packaged_key (
    account BIGINT NOT NULL,
    environment TEXT NOT NULL,
    kid TEXT NOT NULL,
    content TEXT NOT NULL,
    track TEXT NOT NULL,
    track_type TEXT NOT NULL,
    scheme TEXT,
    period_index BIGINT,
    period_start BIGINT,
    period_end BIGINT,
    iv ${blob},
    seed INTEGER,
    systems TEXT NOT NULL,
    first_served BIGINT NOT NULL,
    last_served BIGINT NOT NULL,
    caller TEXT NOT NULL,
    PRIMARY KEY (account, environment, kid),
    FOREIGN KEY (account, environment) REFERENCES account_half (account, environment)
);
CREATE INDEX packaged_key_content ON packaged_key (account, environment, content, first_served);
