-- A policy that is tried on recorded lives. What is tried is kept as it was: a draft may be replaced meanwhile.
create table backtest (
  backtest_id     text primary key,
  asked           jsonb not null,               -- what is tried on whom, and held against what
  document        text not null,                -- YAML
  state           text not null check (state in ('RUNNING', 'DONE', 'STOPPED')),
  shards          integer not null,
  leads           bigint not null,              -- how many are to be looked at
  created_at      timestamptz not null,
  created_by_kind text not null,
  created_by      text not null,
  finished_at     timestamptz,
  result          jsonb                         -- the counts of all shards together
);
create index backtest_newest on backtest (created_at desc);

-- A share of the leads, drawn by the hash of their ids; once it is there it is never done again.
create table backtest_shard (
  backtest_id     text not null references backtest,
  shard           integer not null,
  leads           bigint not null,
  result          jsonb not null,
  primary key (backtest_id, shard)
);

-- Leads that change sides.
create table backtest_change (
  backtest_id     text not null references backtest,
  lead_id         text not null,
  side            text not null check (side in ('GAINED', 'LOST')),
  at              timestamptz not null,
  cause           text not null,
  lacking         jsonb not null,
  rules           jsonb not null,
  outcome         text,                         -- won, lost, accepted or rejected; null where nobody knows yet
  primary key (backtest_id, side, lead_id)
);
create index backtest_change_lead on backtest_change (lead_id);
