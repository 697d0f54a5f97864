-- The handoff record: other people of the same company are found by the domain of business addresses.
create index lead_domain on lead (split_part(email_key, '@', 2)) where email_kind = 'BUSINESS';

-- Where notices go beside mail: chat channels, and systems that take signed webhooks.
create table webhook (
  webhook_id     text primary key,
  kind           text not null,                 -- STANDARD, SLACK, TEAMS
  url            text not null,
  description    text,
  events         text[] not null,               -- which ones; empty for all
  team_id        text references team,          -- notices to this team alone
  rep_id         text references rep,           -- notices to this rep alone
  secret         text,                          -- signs; STANDARD alone has one
  old_secret     text,                          -- signs beside it until then, while receivers change over
  old_until      timestamptz,
  created_at     timestamptz not null,
  created_by     text not null,
  failing_since  timestamptz,                   -- when the last success was over; null while all is well
  off_since      timestamptz,
  off_why        text
);

create table webhook_delivery (
  webhook_id     text not null references webhook on delete cascade,
  message_id     text not null,                 -- the same on every try
  event          text not null,
  lead_id        text references lead,
  body           text,                          -- kept while it waits
  state          text not null,                 -- WAITING, DELIVERED, FAILED
  created_at     timestamptz not null,
  attempts       integer not null default 0,
  next_at        timestamptz,                   -- when it may be tried; null once settled
  last_at        timestamptz,
  last_status    integer,
  last_error     text,
  primary key (webhook_id, message_id)
);
create index webhook_delivery_due on webhook_delivery (next_at) where next_at is not null;
create index webhook_delivery_newest on webhook_delivery (webhook_id, created_at);

-- The digest of a rep's day: one a day, whoever sends it.
create table digest (
  rep_id         text not null references rep,
  day            date not null,                 -- in the zone of the rep's calendar
  state          text not null,                 -- CLAIMED, SENT, NOTHING
  claimed_until  timestamptz not null,          -- another process may take it over then
  result         text,
  primary key (rep_id, day)
);
create index lead_status_accepted on lead_status (owner) where stage in ('ACCEPTED', 'OPPORTUNITY');

-- What sales made of a lead since it accepted it, for lists and measures; it is folded from the journal as all of the row.
alter table lead_status
  add deal_amount    numeric(17, 4),
  add deal_currency  text,
  add deal_opened_at timestamptz,               -- when it became an opportunity
  add deal_result    text,                      -- OPPORTUNITY, WON, LOST, RECYCLED, DISQUALIFIED
  add deal_reason    text,
  add deal_at        timestamptz;
