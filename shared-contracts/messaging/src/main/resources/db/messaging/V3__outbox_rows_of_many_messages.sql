-- A row has all messages of a transaction, or some hundred of them, as a JSON list: what is written, read and forgotten together
-- costs the database as much as one.
CREATE TABLE outbox_of_many (
    id         BINARY(16) NOT NULL PRIMARY KEY,
    due_at     DATETIME(6) NOT NULL,
    created_at DATETIME(6) NOT NULL,
    messages   MEDIUMTEXT CHARACTER SET utf8mb4 NOT NULL
);
INSERT INTO outbox_of_many (id, due_at, created_at, messages)
    SELECT id, due_at, created_at,
           CONCAT('[{"exchange":', JSON_QUOTE(exchange),
                  ',"routingKey":', JSON_QUOTE(routing_key),
                  ',"messageId":', JSON_QUOTE(message_id),
                  ',"correlationId":', JSON_QUOTE(correlation_id),
                  ',"type":', JSON_QUOTE(type),
                  ',"mandatory":', IF(mandatory, 'true', 'false'),
                  IF(traceparent IS NULL, '', CONCAT(',"traceparent":', JSON_QUOTE(traceparent))),
                  ',"body":', body, '}]')
    FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_of_many RENAME TO outbox;
