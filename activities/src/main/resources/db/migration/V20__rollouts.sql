-- A rollout that was ordered: how far it is, and whether it goes on.
create table rollout (
    version     integer     primary key,
    state       text        not null check (state in ('RUNNING', 'PAUSED', 'STOPPED')),
    leads       integer     not null,
    per_minute  integer     not null,
    ordered_by  text        not null,
    changed_at  timestamptz not null
);
