-- Each time that the predictive score was learned, or was to be: how far that is, and what came of it. One at a time.
create table predictive_learning (
  learning_id    text primary key,
  state          text not null check (state in ('RUNNING', 'DONE')),
  began_at       timestamptz not null,          -- outcomes count that were known by then, however often it is begun anew
  began_by       text not null,
  looked         integer not null default 0,    -- leads
  leads          integer not null default 0,    -- about how many there are
  version        integer references predictive_model,
  said           text,                          -- why nothing came of it, or why what came of it is not used; null for nothing
  finished_at    timestamptz
);
create unique index predictive_learning_running on predictive_learning (state) where state = 'RUNNING';
create index predictive_learning_newest on predictive_learning (began_at desc);
