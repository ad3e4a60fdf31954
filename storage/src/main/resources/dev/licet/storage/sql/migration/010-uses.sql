-- When FairPlay credentials last opened a device's request. Each is written once a minute at most.
CREATE TABLE fairplay_use (
    credential INTEGER PRIMARY KEY REFERENCES fairplay_credential (id),
    at BIGINT NOT NULL
);
