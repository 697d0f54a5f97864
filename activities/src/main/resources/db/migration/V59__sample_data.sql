-- Sample data that lives: what fictional companies are yet to do, and at which speed. Both are empty where there is none.
create table sample_run (
  only_row       boolean primary key default true check (only_row),
  state          text not null,                 -- FLOWING, REMOVING
  speed          integer not null,              -- how many times faster than told what is yet to come comes
  started_at     timestamptz not null,
  started_by     text not null,
  team           text                           -- the team that was made for it; null where it was there
);

create table sample_step (
  step_id        bigint generated always as identity primary key,
  due_at         timestamptz not null,
  email          text not null,                 -- whose step it is; the lead comes with its first
  kind           text not null,                 -- SampleStep's name
  detail         jsonb not null
);
create index sample_step_due on sample_step (due_at, step_id);

-- Leads whose rows are gone and whose workflow is to be ended.
create table sample_gone (
  lead_id        text primary key
);
