-- A license that another server makes is paid for before that is asked. held counts the licenses that hold the present
-- window: those that were granted in it and not taken back. When it comes to nothing, the unit is given back.
ALTER TABLE redemption ADD COLUMN held INTEGER NOT NULL DEFAULT 1;
-- How many charges a movement of kind 'charge' is: 1, or -1 where one was taken back. Charges are summed up by it.
ALTER TABLE movement ADD COLUMN charges INTEGER NOT NULL DEFAULT 1;

-- Who makes the PlayReady licenses of an account, and what its packagers write into content headers. An empty kind is
-- nobody, an empty acquisition_url nothing. Every other column is in the seal of the secrets, as for Widevine.
CREATE TABLE playready_setup (
    account BIGINT NOT NULL,
    environment TEXT NOT NULL,
    kind TEXT NOT NULL,
    url TEXT NOT NULL,
    acquisition_url TEXT NOT NULL,
    sealed_secrets ${blob} NOT NULL,
    changed BIGINT NOT NULL,
    PRIMARY KEY (account, environment),
    FOREIGN KEY (account, environment) REFERENCES account_half (account, environment)
);
