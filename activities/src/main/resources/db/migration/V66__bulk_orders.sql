-- One order for many leads. The workflow paces; what was ordered, for whom and how far it came stands here. What became of it
-- for each lead is told by the lead's own inbox.
create table bulk_order (
  bulk_order_id   text primary key,
  asked           text not null,                -- tells what was ordered for whom from anything else under the same id
  label           text not null,                -- as in the history, such as reassign
  words           text not null,                -- in a few words, without anything of a lead's person
  body            jsonb not null,               -- EventBody as JSON: what each lead is told
  note            text,                         -- a person's free text; never leaves the database
  rate_per_minute integer not null,
  state           text not null,                -- RUNNING, STOPPED, DONE
  stopped_by      text,
  created_at      timestamptz not null,
  created_by_kind text not null,
  created_by      text not null,
  leads           integer not null,             -- how many were chosen
  given           integer not null default 0,   -- for how many of them it was given
  finished_at     timestamptz
);
create index bulk_order_newest on bulk_order (created_at desc);
create index bulk_order_open on bulk_order (created_at) where state = 'RUNNING';

create table bulk_order_lead (
  bulk_order_id   text not null references bulk_order,
  n               integer not null,             -- its place among the chosen
  lead_id         text not null,
  given           boolean not null default false,
  outcome         text,                         -- of what is done at once: done, or why not
  message         text,                         -- the same for a person
  primary key (bulk_order_id, n),
  unique (bulk_order_id, lead_id)
);
create index bulk_order_lead_next on bulk_order_lead (bulk_order_id, n) where not given;
create index bulk_order_lead_of on bulk_order_lead (lead_id);
