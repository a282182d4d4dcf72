CREATE TABLE orders (
    order_id      BINARY(16) NOT NULL PRIMARY KEY,
    tx_id         BINARY(16) NOT NULL,
    user_id       BIGINT NOT NULL,
    status        VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    items         TEXT CHARACTER SET utf8mb4 NOT NULL,
    total         BIGINT NULL,
    currency      CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NULL,
    reject_reason VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
    created_at    DATETIME(6) NOT NULL,
    updated_at    DATETIME(6) NOT NULL,
    KEY orders_of_user (user_id, created_at)
);

-- state: the saga as JSON. entries: how many rows its timeline has.
CREATE TABLE saga (
    tx_id      BINARY(16) NOT NULL PRIMARY KEY,
    target     VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    order_id   BINARY(16) NOT NULL,
    step       VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state      TEXT CHARACTER SET utf8mb4 NOT NULL,
    entries    INT NOT NULL,
    created_at DATETIME(6) NOT NULL,
    updated_at DATETIME(6) NOT NULL
);

CREATE TABLE saga_timeline (
    tx_id     BINARY(16) NOT NULL,
    number    INT NOT NULL,
    at        DATETIME(6) NOT NULL,
    step      VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    direction VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    outcome   VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reason    VARCHAR(255) CHARACTER SET utf8mb4 NULL,
    PRIMARY KEY (tx_id, number)
);
