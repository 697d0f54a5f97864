-- Which facts of a lead enrichment found, by which provider and when: EnrichedFacts as JSON.
-- Null where all that is known was said, which is how every lead begins.
alter table lead add column enriched jsonb;

-- Leads to be asked about. There is no reference to lead: intake is measured by its checks, and a lead is never deleted.
create table enrichment_wish (
  lead_id        text primary key,
  wished_at      timestamptz not null,
  until          timestamptz not null,          -- the first decision waits for it until then
  imported       boolean not null,              -- what is found hands nothing over by itself
  line           smallint not null,             -- 1 by itself, 2 among many
  anew           timestamptz,                   -- answers from before are not good enough
  question       text,                          -- the one whose answer it waits for
  due_at         timestamptz                    -- when to look at it; null while its question is out
);
create index enrichment_wish_due on enrichment_wish (line, due_at) where due_at is not null;
create index enrichment_wish_question on enrichment_wish (question) where question is not null;

-- What was asked of whom, and the answer for as long as it is good. A question that names a person is kept as a keyed hash.
create table enrichment_answer (
  provider       text not null,
  question       text not null,                 -- such as domain:acme.example, or address:<hash>
  lead_id        text,                          -- where the question names a person: forgotten with it
  line           smallint not null,
  outcome        text,                          -- FOUND, NOTHING, FAILED; null where it was never answered
  facts          jsonb,
  answered_at    timestamptz,
  expires_at     timestamptz,
  ask_at         timestamptz,                   -- when to ask (again); null where there is nothing to ask
  taken_until    timestamptz,                   -- somebody is asking; after a crash it is asked again
  asked_at       timestamptz,
  tries          integer not null default 0,
  error          text,
  primary key (provider, question)
);
create index enrichment_answer_to_ask on enrichment_answer (provider, line, ask_at) where ask_at is not null;
create index enrichment_answer_asked on enrichment_answer (provider, asked_at);
create index enrichment_answer_lead on enrichment_answer (lead_id) where lead_id is not null;
create index enrichment_answer_expired on enrichment_answer (expires_at) where ask_at is null;

-- How a provider does. Whoever asks locks its row, so that all processes together keep to one pace.
create table enrichment_provider (
  provider       text primary key,
  failures       integer not null default 0,    -- in a row
  failing_since  timestamptz,
  last_error     text,
  rests_until    timestamptz                    -- nobody asks it before
);
