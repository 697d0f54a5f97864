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

-- The address a mail went to, for the frequency cap.
alter table send add column email_key text;
create index send_address on send (email_key, sending_at) where sending_at is not null;
create index send_held on send (sequence, lead_id) where state = 'HELD' and held_until is not null;

-- Campaigns: a sequence begun for a segment. The workflow paces; what was wanted and how far it came stands here.
create table campaign (
  campaign_id     text primary key,
  sequence        text not null,
  segment         jsonb,                        -- a condition as policies write them; null for everybody
  rate_per_minute integer not null,
  state           text not null,                -- RUNNING, PAUSED, STOPPED, DONE
  state_by        text,                         -- who paused or stopped it
  created_at      timestamptz not null,
  created_by_kind text not null,
  created_by      text not null,
  reach           integer not null,             -- leads of the segment when it began
  looked          integer not null default 0,
  told            integer not null default 0,
  last_lead       text not null default '',     -- the last lead that was looked at
  finished_at     timestamptz
);
