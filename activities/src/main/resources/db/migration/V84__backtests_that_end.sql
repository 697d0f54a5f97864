-- A backtest that cannot go on ends with a word, leads whose record cannot be lived again are named, and results can go.
alter table backtest drop constraint backtest_state_check;
alter table backtest add constraint backtest_state_check check (state in ('RUNNING', 'DONE', 'STOPPED', 'FAILED'));
alter table backtest add column failure text;   -- what failed, and what to do
alter table backtest add column leaks jsonb;    -- fields the policy reads that were most likely filled in after the outcome
create index backtest_finished on backtest (finished_at) where finished_at is not null;

alter table backtest_shard drop constraint backtest_shard_backtest_id_fkey;
alter table backtest_shard add foreign key (backtest_id) references backtest on delete cascade;
alter table backtest_change drop constraint backtest_change_backtest_id_fkey;
alter table backtest_change add foreign key (backtest_id) references backtest on delete cascade;

-- Leads that were left out, some of each shard; the result has the count of all.
create table backtest_left_out (
  backtest_id     text not null references backtest on delete cascade,
  lead_id         text not null,
  why             text not null,
  primary key (backtest_id, lead_id)
);
create index backtest_left_out_lead on backtest_left_out (lead_id);
