-- Consent and its proof, what readers chose, and what was seen of anonymous visitors.

alter table lead
  add column consent_confirmed_key text,        -- the address whose owner confirmed; counts while it is the lead's address
  add column consent_confirmed_at timestamptz;

-- Every change of consent, append only: when, where and to which words.
create table consent_record (
  consent_id     bigint generated always as identity primary key,
  lead_id        text not null references lead,
  email_key      text,                          -- the address it was about
  status         text not null,                 -- given, declined, confirmed
  given_at       timestamptz not null,          -- when the person said so
  recorded_at    timestamptz not null,
  place          text,                          -- page or place where it was said
  wording        text,                          -- what the person read
  channel        text,
  principal_kind text not null,
  principal_id   text not null,
  applied        boolean not null default true  -- false: older than what was known, kept as evidence alone
);
create index consent_record_lead on consent_record (lead_id, consent_id);

-- What ever happened to an address, append only.
create table address_event (
  address_event_id bigint generated always as identity primary key,
  email_key      text not null,
  at             timestamptz not null,
  what           text not null,                 -- suppressed, lifted, topic_left, topic_joined
  detail         text not null,                 -- the reason of a suppression, why it was lifted, or the topic
  principal      text not null
);
create index address_event_key on address_event (email_key, address_event_id);
create index address_suppressed on address (suppressed_at desc, email_key) where suppressed is not null;

-- Topics an address does not want; its row in address is locked to change them.
create table topic_left (
  email_key      text not null,
  topic          text not null,
  at             timestamptz not null,
  primary key (email_key, topic)
);

-- Links followed and pictures fetched from mails whose transport tells us nothing, as they were seen.
create table mail_hit (
  hit_id         bigint generated always as identity primary key,
  send_id        uuid not null references send,
  kind           text not null,                 -- OPEN, CLICK
  link           integer not null,              -- number within the mail; 0 for the one no person can see, -1 for an open
  head           boolean not null,              -- a HEAD request: answered, never counted
  agent          text,
  at             timestamptz not null,
  told           boolean not null default false,-- became a signal
  voided         text                           -- why it is a machine's
);
create index mail_hit_send on mail_hit (send_id, hit_id);

-- Visitors of the company's own pages who agreed to be recognised; nobody's name until they give it.
create table visitor (
  visitor_id     text primary key,
  lead_id        text references lead,
  first_seen     timestamptz not null,
  last_seen      timestamptz not null,
  visits         integer not null,
  joined_at      timestamptz
);
create index visitor_unjoined on visitor (last_seen) where lead_id is null;

-- What an unknown visitor did; goes to the lead's inbox once the visitor is known, and expires otherwise.
create table visit_event (
  visit_event_id bigint generated always as identity primary key,
  visitor_id     text not null references visitor,
  type           text not null,
  at             timestamptz not null,
  properties     jsonb not null
);
create index visit_event_visitor on visit_event (visitor_id, visit_event_id);
create index visit_event_old on visit_event (at);
