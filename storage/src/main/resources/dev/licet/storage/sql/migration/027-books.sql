-- Books that show tampering. tag is what the program that holds the key has made of the row when it was written; NULL in
-- rows of earlier versions. A movement's tag follows from that of the movement before it, which
-- account_half keeps.
ALTER TABLE record ADD COLUMN tag ${blob};
ALTER TABLE movement ADD COLUMN tag ${blob};
ALTER TABLE account_half ADD COLUMN movement_tag ${blob};
CREATE INDEX movement_number ON movement (account, environment, id);

-- Up to where a book has rows without tags, because they are of an earlier version: those before the place `below`.
-- Account 0 without an environment is for records without an account. Rows are written once, with the key.
CREATE TABLE book_opening (
    account BIGINT NOT NULL,
    environment TEXT NOT NULL,
    book ${small} NOT NULL,
    below BIGINT NOT NULL,
    mac ${blob} NOT NULL,
    PRIMARY KEY (account, environment, book)
);

-- How far a book is sealed. book: 0 for records, whose places are their ordinals; 1 for movements, whose places are their
-- numbers. digest follows from all rows at places before `next`; pruned is 1 when they were all removed by retention.
CREATE TABLE book_seal (
    account BIGINT NOT NULL,
    environment TEXT NOT NULL,
    book ${small} NOT NULL,
    next BIGINT NOT NULL,
    pruned ${small} NOT NULL,
    digest ${blob} NOT NULL,
    mac ${blob} NOT NULL,
    PRIMARY KEY (account, environment, book, next)
)${clustered};

-- What checkpoints are signed with: a key on P-256, made when the first one is exported. The point is in the seal.
CREATE TABLE checkpoint_key (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    point ${blob} NOT NULL,
    sealed_key ${blob} NOT NULL,
    created BIGINT NOT NULL
);
