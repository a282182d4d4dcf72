-- The reason that an operator gives for a replay is longer than those of the saga itself.
ALTER TABLE saga_timeline MODIFY reason VARCHAR(500) CHARACTER SET utf8mb4 NULL;
