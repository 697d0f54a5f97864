-- The sales desk: what reps and teams take on, when they work, and whose account a lead is.

alter table team
  add column calendar    text,                          -- id of a calendar of the policy; null for the class's own
  add column time_zone   text;                          -- where the team works; null for the calendar's zone

alter table rep
  add column weight      integer not null default 100 check (weight between 1 and 100),
  add column open_at_once integer check (open_at_once > 0),
  add column per_day     integer check (per_day > 0),
  add column turns       bigint,                        -- place in the round of the team
  add column calendar    text,
  add column time_zone   text,
  add column hours       jsonb not null default '{}',   -- own hours by day, as people write them
  add column territories text[] not null default '{}',
  add column segments    text[] not null default '{}',
  add column languages   text[] not null default '{}',
  add column absent_catch_up boolean not null default false,
  add column left_at     timestamptz;

alter table handoff_cycle
  add column clock       jsonb not null default '{}';   -- AnswerClock as JSON

create index handoff_given on handoff_cycle (owner, assigned_at);

-- Whose account a company is; such leads go to that rep first.
create table account_owner (
  kind           text not null check (kind in ('DOMAIN', 'COMPANY')),
  name           text not null,                         -- in small letters
  rep_id         text not null references rep,
  primary key (kind, name)
);
create index account_owner_rep on account_owner (rep_id);

-- Reviews of the policy by marketing and sales together: due by date, or called for by rejections.
create table policy_review (
  review_id      bigint generated always as identity primary key,
  kind           text not null check (kind in ('ALARM', 'DATE')),
  policy_version integer not null references policy_version,
  opened_at      timestamptz not null,
  window_from    timestamptz,                           -- of the answers that rang the alarm
  answers        integer,
  rejected       integer,
  usual_share    double precision,
  chance         double precision,                      -- of so many rejections, were nothing unusual
  reasons        jsonb not null default '[]',           -- of the rejections, the most frequent first
  rules          jsonb not null default '[]',           -- that brought those leads, the most frequent first
  told_at        timestamptz,                           -- when both sides had their notice
  marketing_by   text,
  marketing_at   timestamptz,
  marketing_word text,
  sales_by       text,
  sales_at       timestamptz,
  sales_word     text,
  closed_at      timestamptz                            -- when the second side had its say
);
create unique index policy_review_open on policy_review (kind) where closed_at is null;
create unique index policy_review_date on policy_review (policy_version) where kind = 'DATE';

-- One look a day, whichever process makes it.
create table policy_review_look (
  only_row       boolean primary key default true check (only_row),
  looked_at      timestamptz
);
insert into policy_review_look default values;
create index handoff_ended on handoff_cycle (ended_at);
