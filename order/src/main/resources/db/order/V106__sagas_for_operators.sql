-- What operators look for: RUNNING, COMPENSATION_STUCK or ENDED. The index has the sagas of each in the order of their ids, which is that of time.
ALTER TABLE saga ADD COLUMN phase VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'RUNNING';
UPDATE saga SET phase = 'ENDED' WHERE deadline IS NULL;
ALTER TABLE saga ADD KEY saga_of_phase (phase);
-- The operator who did what an entry tells; null for what the saga did itself.
ALTER TABLE saga_timeline ADD COLUMN by_whom VARCHAR(100) CHARACTER SET utf8mb4 NULL;
