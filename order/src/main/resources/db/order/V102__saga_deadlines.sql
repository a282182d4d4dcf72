-- When the awaited answer is late; null once the saga has ended.
ALTER TABLE saga ADD COLUMN deadline DATETIME(6) NULL;
ALTER TABLE saga ADD KEY saga_late (deadline);
