-- One row per effect of a handled message: two rows for one message are a message that took effect twice.
CREATE TABLE effects (
    id         BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    message_id VARCHAR(200) NOT NULL
);

-- One row per user.
CREATE TABLE visits (
    user_id BIGINT NOT NULL PRIMARY KEY,
    times   BIGINT NOT NULL
);

-- How many sweets each jar holds; nothing in the database keeps them from being fewer than none.
CREATE TABLE jars (
    id     BIGINT NOT NULL PRIMARY KEY,
    label  VARCHAR(20) NOT NULL,
    sweets BIGINT NOT NULL
);
