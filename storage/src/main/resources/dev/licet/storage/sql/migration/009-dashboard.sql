-- Who may sign in to the dashboard; account NULL is an operator, who sees everything.
CREATE TABLE dashboard_user (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    account BIGINT REFERENCES account (id),
    enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
    salt ${blob} NOT NULL,
    iterations INTEGER NOT NULL,
    hash ${blob} NOT NULL,
    created BIGINT NOT NULL
);

-- Who is signed in. The secret in the cookie is not kept, only its hash.
CREATE TABLE dashboard_session (
    hash ${blob} PRIMARY KEY,
    member INTEGER NOT NULL REFERENCES dashboard_user (id),
    opened BIGINT NOT NULL,
    seen BIGINT NOT NULL
);

-- What people changed. Rows are only ever added.
CREATE TABLE audit (
    id ${serial},
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    account BIGINT,
    action TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX audit_of ON audit (account, id);

-- For looking for refusals by their code.
CREATE INDEX record_code ON record (account, environment, code, id) WHERE code <> 0;
