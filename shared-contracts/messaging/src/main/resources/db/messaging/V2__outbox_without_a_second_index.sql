-- The outbox is read in the order of its ids, which is that of time. An index by due_at cost more, for each message written
-- and deleted, than it saved whoever looks for what is due: nearly everything that is there is, or was written just now.
ALTER TABLE outbox DROP KEY outbox_due;
