-- Answers that may ask to stop: mail to the address rests until a named person has said what was meant. The words stand
-- with the event; here is nothing of the person but the address.
create table reply_doubt (
  doubt_id       bigint generated always as identity primary key,
  event_id       text not null unique,          -- the answer, in provider_event
  lead_id        text,                          -- who answered; null where nobody known did
  email_key      text not null,                 -- the address that rests
  opened_at      timestamptz not null,
  told_at        timestamptz,                   -- null until marketing was told
  settled_at     timestamptz,
  settled_by     text,                          -- a principal, such as marketing:site
  asks_to_stop   boolean,                       -- what that person said of it
  check ((settled_at is null) = (asks_to_stop is null) and (settled_at is null) = (settled_by is null))
);
create index reply_doubt_resting on reply_doubt (email_key) where settled_at is null;
create index reply_doubt_untold on reply_doubt (doubt_id) where told_at is null;
create index reply_doubt_lead on reply_doubt (lead_id);
