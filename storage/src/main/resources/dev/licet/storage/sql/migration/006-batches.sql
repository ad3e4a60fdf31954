-- One row for each commit whose answer could get lost on its way, written by that commit. Whoever does not know
-- whether a commit was made tries to write its mark once more: if that works, it was not, and never will be.
CREATE TABLE batch (
    mark TEXT PRIMARY KEY,
    at BIGINT NOT NULL
);
CREATE INDEX batch_age ON batch (at);

-- For those who read on from the last record that they have.
CREATE INDEX record_number ON record (account, environment, id);
