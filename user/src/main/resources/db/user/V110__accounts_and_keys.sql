-- Who may sign in. Operators are here, and not among the users.
CREATE TABLE accounts (
    user_id  BIGINT NOT NULL PRIMARY KEY,
    login    VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    password VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    roles    VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    UNIQUE KEY accounts_login (login)
);

-- The keys that tokens are signed with, private halves included: whoever reads this table can sign in as anybody.
CREATE TABLE signing_key (
    generation INT NOT NULL PRIMARY KEY,
    jwk        TEXT CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    made_at    DATETIME(6) NOT NULL
);

-- Failed attempts to sign in, by a hash of who tried or from where, in windows of time.
CREATE TABLE sign_in_attempts (
    who      BINARY(32) NOT NULL,
    until    DATETIME(6) NOT NULL,
    attempts INT NOT NULL,
    PRIMARY KEY (who, until),
    KEY sign_in_attempts_until (until)
);
