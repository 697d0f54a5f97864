-- Mails of a sequence that were left out for good, by when: a page counts them by step and reason.
create index send_left_out on send (sequence, settled_at) where state = 'HELD' and held_until is null;
