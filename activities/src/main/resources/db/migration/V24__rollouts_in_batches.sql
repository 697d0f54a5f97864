-- A rollout orders its leads a few at a time: what was wanted of it and how far it is.
alter table rollout drop constraint rollout_state_check;
alter table rollout add constraint rollout_state_check check (state in ('RUNNING', 'PAUSED', 'STOPPED', 'DONE'));
alter table rollout
    add run           integer     not null default 0,   -- orders of one run have one event id: a lead has one of each
    add order_id      text,                             -- a try again of the same order opens no other run
    add placement     jsonb,                            -- Placement as JSON; null for the usual one
    add state_by      text,                             -- who paused or stopped it
    add last_lead     text        not null default '',  -- leads up to this one were looked at
    add next_at       timestamptz,                      -- no lead is ordered before
    add looked_at     timestamptz;                      -- when its next leads were last asked for

-- Orders whose leads have not moved: they wait, failed, or were refused.
create index inbox_rollout on inbox (((body ->> 'version')::integer))
 where kind = 'rolled_out' and (decided_seq is null or failed is not null or verdict ->> 'applied' = 'false');
