-- An order has one saga that places it, and at most one that cancels it: saga.target tells which.
ALTER TABLE saga ADD KEY saga_of_order (order_id);
ALTER TABLE orders ADD COLUMN cancel_refusal VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL;
