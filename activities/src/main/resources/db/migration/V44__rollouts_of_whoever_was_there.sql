-- A rollout moves whoever was there when it began. Of one that has changed since, that is the last that is known.
alter table rollout add column begun_at timestamptz not null default now();
update rollout set begun_at = changed_at;
