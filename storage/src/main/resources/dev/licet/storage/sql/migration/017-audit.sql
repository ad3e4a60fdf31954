-- The audit trail as a chain: each line is written after the deed and has a hash that follows from the line before it.
-- The lines of the table `audit` are put at its beginning when the database is opened, because the key is not known here;
-- that table stays for nodes of an earlier version that still run.
CREATE TABLE audit_line (
    number BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    actor TEXT NOT NULL,
    address TEXT NOT NULL,
    request TEXT NOT NULL,
    account BIGINT,
    environment TEXT,
    verb TEXT NOT NULL,
    what TEXT NOT NULL,
    ending TEXT NOT NULL,
    reason TEXT NOT NULL,
    hash ${blob} NOT NULL
);
CREATE INDEX audit_line_of ON audit_line (account, number);
CREATE INDEX audit_line_by ON audit_line (actor, number);

-- The last line. One row, which whoever adds a line changes first.
CREATE TABLE audit_head (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    number BIGINT NOT NULL,
    hash ${blob} NOT NULL
);
