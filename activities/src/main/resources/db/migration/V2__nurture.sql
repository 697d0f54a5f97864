-- Pauses of a sequence, the open one and those that are over.
create table sequence_pause (
  pause_id       bigint generated always as identity primary key,
  sequence       text not null,
  paused_at      timestamptz not null,
  paused_by      text not null,
  why            text not null,
  resumed_at     timestamptz,
  resumed_by     text,
  resumed_why    text
);
create unique index sequence_pause_open on sequence_pause (sequence) where resumed_at is null;

-- A mail held for a time: state HELD with the time at which it is tried again; without one it is held for good.
alter table send add column held_until timestamptz;
