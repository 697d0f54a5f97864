-- Dry runs: what was asked, how far it is, and what came of it. The file goes when the run is over; so do the oldest runs.
create table simulation (
  simulation_id   text primary key,
  created_at      timestamptz not null,
  created_by_kind text not null,
  created_by      text not null,
  asked           jsonb not null,
  file            bytea,                         -- leads of a file, until the run is over
  state           text not null,                 -- WAITING, RUNNING, DONE, FAILED
  done            integer not null default 0,    -- lives that are through
  total           integer,                       -- null until it is known
  attempt         integer not null default 0,
  leased_until    timestamptz,                   -- by whoever runs it; begun again by another where that has passed
  finished_at     timestamptz,
  failure         text,
  result          jsonb
);
create index simulation_newest on simulation (created_at);
create index simulation_open on simulation (created_at) where state in ('WAITING', 'RUNNING');
