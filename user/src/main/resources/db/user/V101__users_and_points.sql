CREATE TABLE users (
    user_id  BIGINT NOT NULL PRIMARY KEY,
    name     VARCHAR(100) CHARACTER SET utf8mb4 NOT NULL,
    standing VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL
);

-- The balance is a projection of the ledger, kept in the transaction of each transfer.
CREATE TABLE points_account (
    user_id  BIGINT NOT NULL PRIMARY KEY,
    currency CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    balance  BIGINT NOT NULL,
    CONSTRAINT points_account_never_negative CHECK (balance >= 0)
);

-- What became of the points of one payment. TOMBSTONE: given back before they were used, so they never will be.
CREATE TABLE points_use (
    payment_id BINARY(16) NOT NULL PRIMARY KEY,
    user_id    BIGINT NOT NULL,
    status     VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    amount     BIGINT NULL,
    currency   CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NULL,
    CONSTRAINT points_use_tombstone_without_price CHECK ((status = 'TOMBSTONE') = (amount IS NULL))
);

-- The ledger only grows: a correction is another transfer.
-- The unique key is a wall of its own against doing one thing twice.
CREATE TABLE ledger_transfer (
    id        BINARY(16) NOT NULL PRIMARY KEY,
    user_id   BIGINT NOT NULL,
    kind      VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reference VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    posted_at DATETIME(6) NOT NULL,
    UNIQUE KEY ledger_transfer_once (user_id, kind, reference),
    KEY ledger_transfer_of_user (user_id, posted_at, id)
);

-- The postings of one transfer sum to zero per currency.
CREATE TABLE ledger_transfer_posting (
    transfer_id BINARY(16) NOT NULL,
    account     VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    currency    CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    amount      BIGINT NOT NULL,
    PRIMARY KEY (transfer_id, account, currency),
    CONSTRAINT posting_of_transfer FOREIGN KEY (transfer_id) REFERENCES ledger_transfer (id)
);
