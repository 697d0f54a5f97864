-- An answer given on the inbox page may be taken back for some seconds: until then no decision takes the row.
alter table inbox add column held_until timestamptz;
create index inbox_held on inbox (lead_id) where held_until is not null and decided_seq is null;

-- The inbox of whoever manages: the most urgent of all open handoffs first.
create index handoff_by_deadline on handoff_cycle (deadline, lead_id) where ended_at is null;

-- What a person has answered, the latest first.
create index inbox_answered on inbox (principal_kind, principal_id, recorded_at desc, row_id desc)
 where kind in ('accept', 'reject', 'return', 'take_over', 'contact', 'outcome', 'snooze', 'pause', 'resume');
