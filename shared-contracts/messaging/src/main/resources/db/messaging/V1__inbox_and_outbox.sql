-- Messages that have been handled, with the answer that was given.
CREATE TABLE inbox (
    message_id VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    handled_at DATETIME(6) NOT NULL,
    reply_key  VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NULL,
    reply_type VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NULL,
    reply      TEXT CHARACTER SET utf8mb4 NULL
);

-- Messages that have been committed and not yet confirmed by the broker.
-- due_at: when whoever finds the row publishes it. A process that publishes takes a row by moving due_at ahead.
CREATE TABLE outbox (
    id             BINARY(16) NOT NULL PRIMARY KEY,
    due_at         DATETIME(6) NOT NULL,
    exchange       VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    routing_key    VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    message_id     VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    correlation_id VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    type           VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    mandatory      BOOLEAN NOT NULL,
    traceparent    VARCHAR(55) CHARACTER SET ascii COLLATE ascii_bin NULL,
    created_at     DATETIME(6) NOT NULL,
    body           MEDIUMTEXT CHARACTER SET utf8mb4 NOT NULL,
    KEY outbox_due (due_at)
);
