-- sends: how often the awaited command has been sent; 0 when the saga rests.
-- deadline: when the awaited answer is late; NULL when the saga rests.
ALTER TABLE payments ADD COLUMN sends INT NOT NULL DEFAULT 0;
ALTER TABLE payments ADD COLUMN deadline DATETIME(6) NULL;
ALTER TABLE payments ADD KEY payments_late (deadline);
UPDATE payments SET sends = 1, deadline = UTC_TIMESTAMP(6) WHERE awaited IS NOT NULL;
