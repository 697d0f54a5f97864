-- Leads whose time has come and gone and that were rung for, since nothing else woke them.
create table overdue_ring (
  lead_id        text primary key references lead on delete cascade,
  overdue_since  timestamptz not null,          -- when it was due, or the effect was ordered that is still open
  rings          integer not null,              -- how often it was rung for
  next_try       timestamptz not null
);
