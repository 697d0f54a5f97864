-- Whom we were asked to forget. Who it was stands here only until every part has confirmed.
create table erasure (
  erasure_id   text primary key,
  lead_id      text unique,                   -- null where only an address was known
  state        text not null,                 -- WAITING for the tombstone, ERASING, DONE
  reason       text not null,                 -- a word such as asked_by_person
  by_kind      text not null,
  by_id        text not null,
  asked_at     timestamptz not null,
  entombed_at  timestamptz,
  finished_at  timestamptz,
  confirmed_at timestamptz,                   -- when every part had confirmed once; each looks once more after that
  person       jsonb                          -- whom it is about; null once it is done
);
create index erasure_newest on erasure (asked_at desc);
create index erasure_open on erasure (asked_at) where state <> 'DONE';

create table erasure_part (
  erasure_id   text not null references erasure on delete cascade,
  part         text not null,                 -- as the feature calls itself
  confirmed_at timestamptz,
  tries        integer not null default 0,
  tried_at     timestamptz,
  stands       text,                          -- why it has not confirmed: a kind of failure, never its words
  counts       jsonb not null default '{}',   -- by place, how much was erased
  primary key (erasure_id, part)
);

-- Who was forgotten, as a keyed hash alone: nobody is brought back unasked, and who wanted no mail gets none.
create table erased_name (
  name_hash    text primary key,
  lead_id      text,
  erased_at    timestamptz not null,
  suppressed   text                           -- why the address got no mail; null where it did
);
