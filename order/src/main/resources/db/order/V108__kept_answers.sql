-- The first answer to a request with an Idempotency-Key, for when it comes again. A key is bytes: its blanks count.
CREATE TABLE kept_answer (
    user_id     BIGINT NOT NULL,
    request_key VARBINARY(255) NOT NULL,
    fingerprint CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    order_id    BINARY(16) NOT NULL,
    status      SMALLINT NOT NULL,
    headers     TEXT CHARACTER SET utf8mb4 NOT NULL,
    body        TEXT CHARACTER SET utf8mb4 NOT NULL,
    kept_at     DATETIME(6) NOT NULL,
    PRIMARY KEY (user_id, request_key),
    KEY kept_answer_by_age (kept_at)
);
