-- What a row of an import told by, so that a later row of the same file is not taken for the same person under another name,
-- and what is to be said about rows that came in.
alter table import_row
  add column told_id      boolean not null default false,  -- it had an external id
  add column told_address boolean not null default false,  -- it had an address
  add column warnings     jsonb;                           -- sentences; null for none
create index import_row_lead on import_row (import_id, lead_id) where lead_id is not null;

alter table import_job
  add column warned integer not null default 0;            -- rows that came in with a warning
