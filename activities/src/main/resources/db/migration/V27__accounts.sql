-- People of one company count together. The id of an account is made of its kind and key alone (AccountKey), so whoever takes
-- a lead in knows it without looking; an alias puts what it names under another account.
create table account (
  account_id     text primary key,
  kind           text not null check (kind in ('DOMAIN', 'COMPANY')),
  key            text not null,                 -- the domain, or the company's name as it is compared
  name           text not null,                 -- as people read it
  created_at     timestamptz not null,
  -- As it was last counted.
  computed_at    timestamptz,
  evidence       jsonb,                         -- AccountEvidence as JSON; null where nobody could be told
  recount_at     timestamptz,                   -- when time alone makes it less; null where it cannot
  -- As it was last told: the account speaks through one of its people at a time.
  told_lead      text,                          -- null where it speaks through nobody
  told_at        timestamptz,
  told           jsonb,                         -- the evidence that lead has
  tellings       integer not null default 0,    -- makes each telling an event of its own
  unique (kind, key)
);
create index account_recount on account (recount_at) where recount_at is not null;

-- Names by which an account is known beside its own, such as those of subsidiaries.
create table account_alias (
  kind           text not null check (kind in ('DOMAIN', 'COMPANY')),
  name           text not null,                 -- in the form of account.key
  account_id     text not null references account,
  primary key (kind, name)
);
create index account_alias_account on account_alias (account_id);

-- Which topics a company reads up on more than usual, by what third parties tell: the latest of each.
create table account_surge (
  account_id     text not null references account,
  topic          text not null,
  source         text not null,
  score          integer not null,              -- on the scale of the source
  at             timestamptz not null,          -- when the source says so
  told_at        timestamptz not null,          -- when it was told to us
  primary key (account_id, topic, source)
);

-- Whom of its people an account has seen doing something, so that somebody new is noticed once.
create table account_person (
  account_id     text not null,
  lead_id        text not null,
  seen_at        timestamptz not null,
  primary key (account_id, lead_id)
);

-- Accounts to be counted anew. Rows are only added and taken away: nobody who adds one waits for another. A row that is not
-- due yet stands for all that happens until it is; whoever relies on it holds it shared until the transaction ends.
create table account_dirty (
  account_id     text not null,
  due_at         timestamptz not null
);
create index account_dirty_account on account_dirty (account_id, due_at);
create index account_dirty_due on account_dirty (due_at);

-- How long what happens to a company's people is gathered before it is counted.
create table account_work (
  only_row       boolean primary key default true check (only_row),
  debounce       interval not null default interval '30 seconds'
);
insert into account_work default values;

-- The account of a lead; null where nothing tells its company. Of leads that were there before it is filled in some at a
-- time, since what a domain says is not known to the database.
alter table lead
  add column account_id text,
  add column account_known boolean not null default false;
create index lead_account on lead (account_id, lead_id) where account_id is not null;
create index lead_account_unknown on lead (lead_id) where not account_known;

-- The account of those who are known by that name: the one that an alias puts it under, else its own.
create function account_of(named text, name_key text, own text) returns text language sql stable as $$
  select coalesce((select a.account_id from account_alias a where a.kind = named and a.name = name_key), own)
$$;

-- Has an account counted anew before long, however often it is called meanwhile; returns whether that was not so already.
create function mark_account(marked text) returns boolean language plpgsql as $$
begin
  if marked is null then
    return false;
  end if;
  perform from account_dirty d
    where d.account_id = marked and d.due_at > clock_timestamp()
    limit 1
      for key share skip locked;
  if found then
    return false;
  end if;
  insert into account_dirty (account_id, due_at) select marked, clock_timestamp() + w.debounce from account_work w;
  return true;
end $$;

-- The same for the account of a lead, where there is anything to be told of it: others of its people, or what it reads up on.
create function mark_account_of(changed text) returns boolean language plpgsql as $$
declare
  marked text;
begin
  select l.account_id into marked
    from lead l
   where l.lead_id = changed
     and (exists (select from lead o where o.account_id = l.account_id and o.lead_id <> l.lead_id)
       or exists (select from account_surge s where s.account_id = l.account_id));
  return mark_account(marked);
end $$;
