-- A file that somebody has sent and not yet said the mapping of: its rows are stored, and nothing of it comes in until then.
alter table import_job add column draft boolean not null default false;
create index import_job_drafts on import_job (created_at) where draft;
