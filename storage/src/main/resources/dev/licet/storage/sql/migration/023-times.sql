-- Records are found by their time through their places, which are nearly in the order of times, so that no tree of times
-- is kept. latest is the newest time of any record of the account in that environment, and lag is how far a record's time has ever been
-- behind the newest one before it: no time is further from its place than that.
ALTER TABLE account_half ADD COLUMN latest BIGINT NOT NULL DEFAULT 0;
ALTER TABLE account_half ADD COLUMN lag BIGINT NOT NULL DEFAULT 0;
UPDATE account_half SET
    latest = (SELECT COALESCE(MAX(r.at), 0) FROM record AS r
        WHERE r.account = account_half.account AND r.environment = account_half.environment),
    lag = (SELECT COALESCE(MAX(w.newest - w.at), 0) FROM (SELECT r.at, MAX(r.at) OVER (ORDER BY r.ordinal) AS newest
        FROM record AS r WHERE r.account = account_half.account AND r.environment = account_half.environment) AS w);
DROP INDEX record_time;
-- Those have no places.
CREATE INDEX record_nobodys ON record (at) WHERE account IS NULL;
