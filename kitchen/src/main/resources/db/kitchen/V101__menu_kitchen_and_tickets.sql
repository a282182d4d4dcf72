CREATE TABLE menu_item (
    product_id BIGINT NOT NULL PRIMARY KEY,
    name       VARCHAR(100) CHARACTER SET utf8mb4 NOT NULL,
    price      BIGINT NOT NULL,
    currency   CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    portions   INT NOT NULL,
    available  BOOLEAN NOT NULL,
    CONSTRAINT portions_not_negative CHECK (portions >= 0)
);

-- One row. waiting: how many tickets hold a place in the waiting line.
CREATE TABLE kitchen (
    id               INT NOT NULL PRIMARY KEY,
    is_open          BOOLEAN NOT NULL,
    waiting_capacity INT NOT NULL,
    waiting          INT NOT NULL DEFAULT 0,
    currency         CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    CONSTRAINT waiting_not_negative CHECK (waiting >= 0)
);
INSERT INTO kitchen (id, is_open, waiting_capacity, currency) VALUES (1, TRUE, 100, 'KRW');

-- items: a JSON list, empty where the ticket was rejected before it was created.
CREATE TABLE ticket (
    order_id   BINARY(16) NOT NULL PRIMARY KEY,
    status     VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    items      MEDIUMTEXT CHARACTER SET utf8mb4 NOT NULL,
    created_at DATETIME(6) NOT NULL,
    updated_at DATETIME(6) NOT NULL,
    KEY ticket_newest (created_at),
    KEY ticket_newest_by_status (status, created_at)
);
