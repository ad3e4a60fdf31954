-- When authenticators last opened the door. Each is written once a minute at most, and never on the way of a request.
CREATE TABLE authenticator_use (
    account BIGINT NOT NULL,
    number INTEGER NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (account, number),
    FOREIGN KEY (account, number) REFERENCES authenticator (account, number)
);
