-- Rows of one import are due at one instant: in the order of their turns nothing has to be sorted, however many wait.
drop index inbox_to_ring;
create index inbox_to_ring on inbox (urgency, ring_at, row_id) where ring_at is not null;
