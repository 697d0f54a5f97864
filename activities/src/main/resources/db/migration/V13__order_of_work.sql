-- The order of work: which row's lead is rung for first, and what cannot be rung for.

-- 0: answers and direct intent, 1: single signals, 2: bulk and imports.
alter table inbox add urgency smallint not null default 1;
alter table inbox add rung_since timestamptz;   -- when the relay had first rung for the row

drop index inbox_to_ring;
create index inbox_to_ring on inbox (urgency, ring_at) where ring_at is not null;
-- What waits for a wake-up that somebody else causes.
create index inbox_quiet on inbox (lead_id) where ring_at is null and decided_seq is null;

-- Signals by which, after the latest policy, a lead asks for sales itself.
create table direct_intent (
  signal         text primary key
);

-- Leads whose doorbell could not be rung while others' could, or whose decision could not be recorded: each is tried
-- again in a time of its own.
create table set_aside (
  lead_id        text primary key references lead,
  what           text not null,                 -- RING or DECISION
  since          timestamptz not null,
  tries          integer not null,
  code           text not null,                 -- gRPC status, or the name of the failure
  why            text not null,                 -- in the server's words; goes with the person
  next_try       timestamptz not null
);

-- How many rows of a kind somebody has in line already, as far as it matters.
create function in_line(line smallint, caller text, told text) returns bigint language sql stable as $$
  select count(*) from (
    select from inbox w
     where w.urgency = line and w.ring_at is not null and w.principal_id = caller and w.kind = told
     limit 250) waiting
$$;

-- What an import stored quietly beside a row that was known already was never decided.
update inbox set ring_at = now(), urgency = 2
 where decided_seq is null and ring_at is null and event_id like 'import-%';
