-- Ids of 32 hexadecimal digits are kept as their 16 bytes, words that repeat as numbers, and what can be found by its
-- time has no tree of its own. Rows are written once more, so this takes a while; nothing else may write meanwhile.

-- The event log. request, device: the 16 bytes, or zero bytes and then the text. kids: 16 bytes each, NULL for none.
-- kind and drm: see RecordWords. found: 1 when the token must be found by its tree, 2 when the request must, 3 for
-- both; else they begin with the time, and the place of that time is near the record. units: what the balance gained
-- by this record, NULL where that is no movement or the movement has a row of its own.
CREATE TABLE entry (
    id ${serial},
    account BIGINT,
    ordinal BIGINT,
    at BIGINT NOT NULL,
    code INTEGER NOT NULL,
    redemption_window INTEGER NOT NULL,
    kind ${small} NOT NULL,
    drm ${small} NOT NULL,
    charged ${small} NOT NULL,
    units ${small},
    found ${small} NOT NULL,
    environment TEXT NOT NULL,
    request ${blob} NOT NULL,
    token ${blob},
    kids ${blob},
    device ${blob},
    cookie TEXT,
    content TEXT,
    reason TEXT NOT NULL,
    facts TEXT NOT NULL,
    UNIQUE (account, environment, ordinal)
);
${sqlite} INSERT INTO entry (id, account, ordinal, at, code, redemption_window, kind, drm, charged, found, environment,
        request, token, kids, device, cookie, content, reason, facts)
    SELECT id, account, ordinal, at, code, redemption_window,
        CASE kind WHEN 'ISSUED' THEN 0 WHEN 'REFUSED' THEN 1 WHEN 'REDEEMED' THEN 2 WHEN 'DENIED' THEN 3
            WHEN 'DELIVERED' THEN 4 WHEN 'RENEWED' THEN 5 WHEN 'RELEASED' THEN 6 WHEN 'REPORTED' THEN 7
            WHEN 'KEY_READ' THEN 8 WHEN 'KEY_WRITTEN' THEN 9 WHEN 'KEY_DELETED' THEN 10 WHEN 'KEY_SERVED' THEN 11
            WHEN 'KEY_REFUSED' THEN 12 END,
        CASE drm WHEN '' THEN 0 WHEN 'wv' THEN 1 WHEN 'fp' THEN 2 WHEN 'ck' THEN 3 WHEN 'pr' THEN 4 END,
        charged,
        CASE WHEN token IS NULL THEN 0 WHEN kind = 'ISSUED' AND substr(token, 1, 12)
            BETWEEN printf('%012x', at / 1000 - 2000) AND printf('%012x', at / 1000 + 2000) THEN 0 ELSE 1 END
        + CASE WHEN account IS NOT NULL AND length(request) = 32 AND request NOT GLOB '*[^0-9a-f]*'
            AND substr(request, 1, 12) BETWEEN printf('%012x', at / 1000 - 2000) AND printf('%012x', at / 1000 + 2000)
            THEN 0 ELSE 2 END,
        environment,
        CASE WHEN length(request) = 32 AND request NOT GLOB '*[^0-9a-f]*' THEN unhex(request)
            WHEN length(CAST(request AS BLOB)) = 15 THEN unhex('0000' || hex(request)) ELSE unhex('00' || hex(request)) END,
        unhex(token), CASE WHEN kids <> '' THEN unhex(replace(kids, ',', '')) END,
        CASE WHEN length(device) = 32 AND device NOT GLOB '*[^0-9a-f]*' THEN unhex(device)
            WHEN length(CAST(device AS BLOB)) = 15 THEN unhex('0000' || hex(device))
            WHEN device IS NOT NULL THEN unhex('00' || hex(device)) END,
        cookie, content, reason, facts FROM record ORDER BY id;
${postgresql} INSERT INTO entry (id, account, ordinal, at, code, redemption_window, kind, drm, charged, found, environment,
        request, token, kids, device, cookie, content, reason, facts)
    SELECT id, account, ordinal, at, code, redemption_window,
        CASE kind WHEN 'ISSUED' THEN 0 WHEN 'REFUSED' THEN 1 WHEN 'REDEEMED' THEN 2 WHEN 'DENIED' THEN 3
            WHEN 'DELIVERED' THEN 4 WHEN 'RENEWED' THEN 5 WHEN 'RELEASED' THEN 6 WHEN 'REPORTED' THEN 7
            WHEN 'KEY_READ' THEN 8 WHEN 'KEY_WRITTEN' THEN 9 WHEN 'KEY_DELETED' THEN 10 WHEN 'KEY_SERVED' THEN 11
            WHEN 'KEY_REFUSED' THEN 12 END,
        CASE drm WHEN '' THEN 0 WHEN 'wv' THEN 1 WHEN 'fp' THEN 2 WHEN 'ck' THEN 3 WHEN 'pr' THEN 4 END,
        charged,
        CASE WHEN token IS NULL THEN 0 WHEN kind = 'ISSUED' AND substr(token, 1, 12) COLLATE "C"
            BETWEEN lpad(to_hex(at / 1000 - 2000), 12, '0') AND lpad(to_hex(at / 1000 + 2000), 12, '0') THEN 0 ELSE 1 END
        + CASE WHEN account IS NOT NULL AND request ~ '^[0-9a-f]{32}$' AND substr(request, 1, 12) COLLATE "C"
            BETWEEN lpad(to_hex(at / 1000 - 2000), 12, '0') AND lpad(to_hex(at / 1000 + 2000), 12, '0') THEN 0 ELSE 2 END,
        environment,
        CASE WHEN request ~ '^[0-9a-f]{32}$' THEN decode(request, 'hex')
            WHEN octet_length(convert_to(request, 'UTF8')) = 15 THEN '\x0000'::BYTEA || convert_to(request, 'UTF8')
            ELSE '\x00'::BYTEA || convert_to(request, 'UTF8') END,
        decode(token, 'hex'), CASE WHEN kids <> '' THEN decode(replace(kids, ',', ''), 'hex') END,
        CASE WHEN device ~ '^[0-9a-f]{32}$' THEN decode(device, 'hex')
            WHEN octet_length(convert_to(device, 'UTF8')) = 15 THEN '\x0000'::BYTEA || convert_to(device, 'UTF8')
            ELSE '\x00'::BYTEA || convert_to(device, 'UTF8') END,
        cookie, content, reason, facts FROM record ORDER BY id;
-- Numbers go on where they were, whatever was pruned.
${sqlite} DELETE FROM sqlite_sequence WHERE name = 'entry';
${sqlite} INSERT INTO sqlite_sequence (name, seq) SELECT 'entry', seq FROM sqlite_sequence WHERE name = 'record';
${postgresql} SELECT setval(pg_get_serial_sequence('entry', 'id'), last_value, is_called) FROM record_id_seq;
DROP TABLE record;
ALTER TABLE entry RENAME TO record;
CREATE INDEX record_cookie ON record (account, environment, cookie, id) WHERE cookie IS NOT NULL;
CREATE INDEX record_code ON record (account, environment, code, id) WHERE code <> 0;
CREATE INDEX record_request ON record (account, environment, request, id) WHERE found >= 2;
CREATE INDEX record_token ON record (token, id) WHERE found IN (1, 3);
-- Those have no places.
CREATE INDEX record_nobodys ON record (at) WHERE account IS NULL;
${postgresql} ALTER INDEX IF EXISTS entry_pkey RENAME TO record_pkey;
${postgresql} ALTER INDEX IF EXISTS entry_account_environment_ordinal_key RENAME TO record_account_environment_ordinal_key;
${postgresql} ALTER SEQUENCE IF EXISTS entry_id_seq RENAME TO record_id_seq;
-- Else questions are planned as for a table of which nothing is known.
${postgresql} ANALYZE record;

-- How far a token has been redeemed; digest is that of the challenge that its first license was for. Tokens expire
-- nearly in the order in which they are issued, so the key is in the order in which rows come and go.
CREATE TABLE redeemed (
    expires BIGINT NOT NULL,
    opened BIGINT NOT NULL,
    windows INTEGER NOT NULL,
    licenses INTEGER NOT NULL,
    held INTEGER NOT NULL,
    token ${blob} NOT NULL,
    digest ${blob},
    PRIMARY KEY (expires, token)
)${clustered};
${sqlite} INSERT INTO redeemed (expires, token, windows, opened, licenses, held)
    SELECT expires, unhex(token), windows, opened, licenses, held FROM redemption ORDER BY expires, token;
${postgresql} INSERT INTO redeemed (expires, token, windows, opened, licenses, held)
    SELECT expires, decode(token, 'hex'), windows, opened, licenses, held FROM redemption;
DROP TABLE redemption;
ALTER TABLE redeemed RENAME TO redemption;

-- The challenges of the further licenses.
CREATE TABLE answered (
    token ${blob} NOT NULL,
    digest ${blob} NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (token, digest)
)${clustered};
${sqlite} INSERT INTO answered (token, digest, number) SELECT unhex(token), digest, number FROM challenge;
${postgresql} INSERT INTO answered (token, digest, number) SELECT decode(token, 'hex'), digest, number FROM challenge;
DROP TABLE challenge;
ALTER TABLE answered RENAME TO challenge;

${sqlite} UPDATE playback_session SET token = unhex(token);
${postgresql} ALTER TABLE playback_session ALTER COLUMN token TYPE BYTEA USING decode(token, 'hex');
${sqlite} UPDATE movement SET token = unhex(token) WHERE token IS NOT NULL;
${postgresql} ALTER TABLE movement ALTER COLUMN token TYPE BYTEA USING decode(token, 'hex');

-- Charges are records from now on. place says where a movement stands among them: twice the number of records before
-- it, one more for a charge whose record was pruned, and -1 for what was written before.
ALTER TABLE movement ADD COLUMN place BIGINT NOT NULL DEFAULT -1;
DROP INDEX movement_of;
CREATE INDEX movement_of ON movement (account, environment, place, id);
