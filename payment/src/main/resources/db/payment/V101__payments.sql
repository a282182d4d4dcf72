-- Payments, at most one per order, each with the state of its saga.
-- tx_id: the saga that charges it, whose id all of the saga's commands and their answers carry.
-- charged: whether the payment has ever been COMPLETED.
-- awaited: the step whose answer comes next; NULL when the saga rests.
-- waiting: the commands that are answered when it comes to rest, as JSON.
CREATE TABLE payments (
    order_id   BINARY(16) NOT NULL PRIMARY KEY,
    payment_id BINARY(16) NOT NULL,
    tx_id      BINARY(16) NOT NULL,
    user_id    BIGINT NOT NULL,
    buyer_name VARCHAR(100) CHARACTER SET utf8mb4 NOT NULL,
    amount     BIGINT NOT NULL,
    currency   CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    status     VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reason     VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
    charged    BOOLEAN NOT NULL,
    awaited    VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
    waiting    TEXT CHARACTER SET utf8mb4 NOT NULL,
    created_at DATETIME(6) NOT NULL,
    updated_at DATETIME(6) NOT NULL,
    UNIQUE KEY payments_payment (payment_id),
    UNIQUE KEY payments_saga (tx_id),
    CONSTRAINT payments_amount CHECK (amount >= 0)
);
