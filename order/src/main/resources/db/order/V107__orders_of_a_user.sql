-- The orders of a user, and of everybody, in a status and in the order of their ids, which is that of time.
ALTER TABLE orders DROP KEY orders_of_user;
ALTER TABLE orders ADD KEY orders_of_user (user_id, status);
ALTER TABLE orders ADD KEY orders_of_status (status);
