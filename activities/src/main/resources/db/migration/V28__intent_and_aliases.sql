-- Files of third-party intent that were sent: how far each is read, and when it first came, since rows without a date of
-- their own are as old as that.
create table intent_file (
  file_id        text primary key,
  digest         text not null,                 -- SHA-256 of its bytes
  source         text not null,                 -- who tells it where a row does not say
  told_at        timestamptz,                   -- of rows without a date, as the caller said; null where that was left open
  name           text not null,
  received_at    timestamptz not null,          -- the first time
  principal      text not null,
  times          integer not null default 1,    -- how often it was sent
  rows           integer not null default 0,    -- read so far, this time
  fresh          integer not null default 0,
  updated        integer not null default 0,
  same           integer not null default 0,
  older          integer not null default 0,
  failed         integer not null default 0,
  finished_at    timestamptz,                   -- null while it is read, and where it broke off
  unique nulls not distinct (digest, source, told_at)
);
create index intent_file_newest on intent_file (received_at desc, file_id desc);

-- Who named an alias, and the account of those known by it alone: theirs again once the alias is taken away.
alter table account_alias
  add column own_account_id text not null default '',
  add column named_at timestamptz not null default now(),
  add column named_by text not null default 'system';
create index account_alias_own on account_alias (own_account_id);

-- Aliases that were taken away, while those of whom it is known that they go back are looked for: leads of the account, in
-- their order. They are gone through twice, the second time once nobody can still be about to put somebody there.
create table account_parting (
  kind           text not null,
  name           text not null,
  account_id     text not null,
  after_lead     text not null default '',
  due_at         timestamptz not null,
  again          boolean not null default true, -- whether they are gone through once more
  primary key (kind, name, account_id)
);

-- What is told of an account: of itself and of all that its aliases name.
create view account_surge_all as
  select s.account_id, s.account_id as told_of, s.topic, s.source, s.score, s.at, s.told_at
    from account_surge s
   where not exists (select from account_alias a where a.own_account_id = s.account_id)
  union all
  select a.account_id, s.account_id, s.topic, s.source, s.score, s.at, s.told_at
    from account_alias a join account_surge s on s.account_id = a.own_account_id;

-- Signals by which intent comes beside calls and files; they are few.
create index signal_intent on signal (lead_id, occurred_at) where type = 'intent_surge';

-- Has the account of a lead counted anew, where there is anything to be told of it: others of its people, or what it reads up
-- on, told of it or of its aliases, or by a signal of this lead that was not looked at yet.
create or replace function mark_account_of(changed text) returns boolean language plpgsql as $$
declare
  marked text;
begin
  select l.account_id into marked
    from lead l
   where l.lead_id = changed
     and (exists (select from lead o where o.account_id = l.account_id and o.lead_id <> l.lead_id)
       or exists (select from account_surge_all s where s.account_id = l.account_id)
       or exists (select from signal g where g.lead_id = l.lead_id and g.type = 'intent_surge'));
  return mark_account(marked);
end $$;
