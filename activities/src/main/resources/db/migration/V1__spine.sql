-- The record of every lead. Times are timestamptz; ids of leads are opaque text.

create table lead (
  lead_id        text primary key,
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  email          text,                          -- as given
  email_key      text unique,                   -- normalised; identity
  first_name     text,
  last_name      text,
  company        text,
  title          text,
  company_size   integer,
  industry       text,
  country        text,
  time_zone      text,
  email_kind     text not null default 'NONE',
  source         text,                          -- of the first touch
  campaign       text,
  content        text,
  answers        jsonb not null default '{}',
  consent        jsonb,
  erased_at      timestamptz
);
create index lead_company on lead (lower(company));

-- Other systems' names for a lead.
create table lead_identity (
  system         text not null,
  external_id    text not null,
  lead_id        text not null references lead,
  primary key (system, external_id)
);
create index lead_identity_lead on lead_identity (lead_id);

-- Every touch that brought the lead to us, the first and the later ones.
create table touch (
  touch_id       bigint generated always as identity primary key,
  lead_id        text not null references lead,
  at             timestamptz not null,
  source         text,
  campaign       text,
  content        text,
  channel        text
);
create index touch_lead on touch (lead_id, at);

create table idempotency_key (
  key            text primary key,
  body_hash      text not null,
  lead_id        text not null references lead,
  outcome        text not null,                 -- CREATED, MERGED, UNCHANGED: a repeated call answers the same
  created_at     timestamptz not null
);

-- Everything that happens to a lead, in the order it was recorded. decided_seq is null until a decision took the row.
create table inbox (
  row_id         bigint generated always as identity primary key,
  lead_id        text not null references lead,
  event_id       text not null,
  kind           text not null,                 -- EventBody's name
  label          text not null,                 -- short and readable, for the history
  occurred_at    timestamptz not null,
  recorded_at    timestamptz not null,
  principal_kind text not null,
  principal_id   text not null,
  body           jsonb not null,                -- EventBody as JSON
  note           text,                          -- a person's free text; never leaves the database
  quiet          boolean not null default false,-- decided at the next wake-up; never rung
  ring_at        timestamptz,                   -- when the relay may ring (again); null once decided, or quiet
  rings          integer not null default 0,
  decided_seq    bigint,
  failed         text,                          -- why this row could not be decided
  verdict        jsonb,                         -- Verdict as JSON, once decided
  unique (lead_id, event_id)
);
create index inbox_undecided on inbox (lead_id, row_id) where decided_seq is null;
create index inbox_to_ring on inbox (ring_at) where ring_at is not null;

-- Signals taken into the score.
create table signal (
  lead_id        text not null references lead,
  event_id       text not null,
  type           text not null,
  occurred_at    timestamptz not null,
  properties     jsonb not null default '{}',
  voided         boolean not null default false,
  primary key (lead_id, event_id)
);
create index signal_lead on signal (lead_id, occurred_at);

-- The latest decision of each lead: its state, and the columns lists and measures are cut by.
create table lead_status (
  lead_id        text primary key references lead,
  seq            bigint not null,
  decided_at     timestamptz not null,
  policy_version integer not null,
  stage          text not null,
  band           text not null,
  score          integer not null,
  fit            integer not null,
  grade          text not null,
  owner          text,
  sla_level      text not null,
  sla_due_at     timestamptz,
  next_due_at    timestamptz,
  next_purpose   text,
  recycles       integer not null,
  progress       jsonb not null,                -- LeadProgress as JSON
  reply          jsonb not null                 -- DecisionReply as JSON: a repeated call answers the same
);
create index lead_status_stage on lead_status (stage);
create index lead_status_due on lead_status (next_due_at) where next_due_at is not null;

-- The journal: append only.
create table lifecycle_event (
  lead_id        text not null references lead,
  seq            bigint not null,
  n              integer not null,
  at             timestamptz not null,
  type           text not null,                 -- JournalEntry's name
  principal_kind text not null,
  principal_id   text not null,
  cause_event_id text,
  policy_version integer not null,
  entry          jsonb not null,                -- JournalEntry as JSON
  primary key (lead_id, seq, n)
);

-- What decisions make happen outside.
create table effect (
  lead_id        text not null references lead,
  seq            bigint not null,
  n              integer not null,
  kind           text not null,
  effect         jsonb not null,                -- Effect as JSON
  status         text not null,                 -- OPEN, DONE
  result         text,
  created_at     timestamptz not null,
  done_at        timestamptz,
  primary key (lead_id, seq, n)
);
create index effect_open on effect (lead_id) where status = 'OPEN';

-- Handoff cycles; at most one open a lead.
create table handoff_cycle (
  lead_id        text not null references lead,
  cycle          integer not null,
  owner          text not null,
  queue          boolean not null,
  trigger        text not null,
  sla_class      text not null,
  assigned_at    timestamptz not null,
  deadline       timestamptz not null,
  level          text not null,
  ended_how      text,
  ended_by       text,
  ended_at       timestamptz,
  reason         text,
  primary key (lead_id, cycle)
);
create unique index handoff_open on handoff_cycle (lead_id) where ended_at is null;
create index handoff_owner on handoff_cycle (owner) where ended_at is null;

-- The ledger of nurture e-mails: one intent per step and occurrence.
create table send (
  send_id        uuid primary key,
  lead_id        text not null references lead,
  sequence       text not null,
  sequence_version integer not null,
  step           text not null,
  occurrence     integer not null,
  effect_seq     bigint not null,
  effect_n       integer not null,
  state          text not null,                 -- RESERVED, SENDING, ACCEPTED, REJECTED, UNKNOWN, HELD
  reason         text,
  provider_id    text,
  reserved_at    timestamptz not null,
  sending_at     timestamptz,
  settled_at     timestamptz,
  unique (lead_id, sequence, sequence_version, step, occurrence)
);

-- One row per address ever mailed or suppressed: what a send and a suppression both lock.
create table address (
  email_key      text primary key,
  suppressed     text,                          -- reason; null where mail is allowed
  suppressed_at  timestamptz,
  suppressed_by  text,
  lifted_at      timestamptz,
  lifted_by      text,
  lifted_why     text
);

create table team (
  team_id        text primary key,
  name           text not null
);

create table rep (
  rep_id         text primary key,
  name           text not null,
  email          text not null,
  team_id        text not null references team,
  manager        boolean not null default false,
  active         boolean not null default true,
  absent_from    timestamptz,
  absent_until   timestamptz,
  last_assigned_at timestamptz
);

-- One row, locked by whoever assigns an owner.
create table sales_desk (
  only_row       boolean primary key default true check (only_row)
);
insert into sales_desk default values;

create table policy_version (
  version        integer primary key,
  content_hash   text not null,
  document       text not null,                 -- YAML
  published_at   timestamptz not null,
  published_by   text not null
);

create table api_key (
  key_id         text primary key,
  key_hash       text not null unique,          -- SHA-256 of a random 256-bit key, in hex
  name           text not null,
  role           text not null,                 -- MARKETING, SALES, MANAGER, ADMIN
  rep_id         text references rep,
  created_at     timestamptz not null,
  revoked_at     timestamptz
);

-- Secrets made at first start, such as the key that signs links.
create table secret (
  name           text primary key,
  value          text not null
);

create table import_job (
  import_id      text primary key,
  created_at     timestamptz not null,
  started_at     timestamptz,                   -- when the first batch was committed
  updated_at     timestamptz not null,          -- when the last one was
  created_by_kind text not null,
  created_by     text not null,
  system         text,
  mapping        jsonb not null,
  header         jsonb not null,                -- names of the file's columns
  file_name      text not null,
  state          text not null,                 -- STAGED, RUNNING, DONE, STOPPED
  rows_total     integer not null default 0,
  rows_done      integer not null default 0,
  created        integer not null default 0,
  merged         integer not null default 0,
  unchanged      integer not null default 0,
  failed         integer not null default 0,
  finished_at    timestamptz
);
create index import_job_newest on import_job (created_at);

create table import_row (
  import_id      text not null references import_job,
  line           integer not null,              -- of the file, the header being 1
  cells          jsonb,                         -- kept while the row waits, and where it failed
  outcome        text,                          -- CREATED, MERGED, UNCHANGED, FAILED; null while waiting
  error_column   text,
  error          text,
  lead_id        text,
  primary key (import_id, line)
);
create index import_row_waiting on import_row (import_id, line) where outcome is null;

-- Rows once imported; the key is the hash of system, external id and mapped values.
create table import_seen (
  row_key        text primary key,
  lead_id        text not null references lead
);
