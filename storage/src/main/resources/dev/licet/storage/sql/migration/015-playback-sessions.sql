-- Playback sessions that were given a license: what they ask for under the same token is a renewal. number is the window
-- of the first license, since when it was given; ends moves on with every renewal, which can come after the token's expiry.
CREATE TABLE playback_session (
    token TEXT NOT NULL,
    session ${blob} NOT NULL,
    number INTEGER NOT NULL,
    since BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    PRIMARY KEY (token, session)
);
CREATE INDEX playback_session_end ON playback_session (ends, token, session);
