-- A policy that waits for marketing and sales to approve of it.
create table policy_draft (
  draft_id          bigint generated always as identity primary key,
  document          text not null,               -- YAML
  revision          integer not null,            -- another one each time the document is replaced
  sent_by           text not null,
  sent_at           timestamptz not null,
  published_version integer references policy_version
);

-- A side's yes to what was read: that revision, and what it changes to the version then in force.
create table policy_draft_approval (
  draft_id          bigint not null references policy_draft,
  side              text not null check (side in ('MARKETING', 'SALES')),
  approved_by       text not null,
  approved_at       timestamptz not null,
  revision          integer not null,
  against           integer not null references policy_version,
  primary key (draft_id, side)
);
