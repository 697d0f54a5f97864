-- People who sign in to the pages with a password of their own. Histories call them user/<handle>, which no key can be
-- called, and whoever is a rep by the rep.
create table app_user (
  handle          text primary key check (handle ~ '^[a-z0-9][a-z0-9._-]{0,59}$'),
  name            text not null,
  email           text not null unique,                 -- in small letters, of plain ASCII: no other looks the same
  role            text not null check (role in ('MARKETING', 'SALES', 'MANAGER', 'ADMIN')),
  rep_id          text references rep,                  -- of a SALES user
  time_zone       text,                                 -- in which pages tell times; null for the organisation's
  password_hash   text,                                 -- with the name of its way before it; null until one is set
  epoch           integer not null default 0,           -- sessions of an earlier one are over
  disabled_at     timestamptz,
  created_at      timestamptz not null,
  created_by      text not null,
  last_sign_in_at timestamptz,
  check ((role = 'SALES') = (rep_id is not null))
);
-- What a rep does is recorded as the rep's, so that only one person may sign in as the rep.
create unique index app_user_of_rep on app_user (rep_id) where disabled_at is null;

-- Links that set a password once. What opens them is never kept.
create table user_link (
  link_hash       text primary key,                     -- SHA-256 of 256 random bits, in hex
  handle          text not null references app_user,
  purpose         text not null check (purpose in ('INVITATION', 'PASSWORD')),
  made_at         timestamptz not null,
  made_by         text not null,
  expires_at      timestamptz not null,
  used_at         timestamptz,
  voided_at       timestamptz                           -- by a later link, a new password or the user's end
);
create index user_link_open on user_link (handle) where used_at is null and voided_at is null;

-- What people call a key; its name is what histories call its holder by, and stays.
alter table api_key add column label text;
