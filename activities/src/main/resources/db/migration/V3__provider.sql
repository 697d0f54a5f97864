-- What mail providers and mailboxes report about our mail: each event once, whole, as it came. It names persons, so what
-- is erased of a lead is erased here too.
create table provider_event (
  event_id       text primary key,              -- the provider's, with the provider before it, such as sendgrid:...
  kind           text not null,                 -- ProviderEvent.Kind
  send_id        uuid,                          -- the mail it is about, as the event says; it need not be one of ours
  lead_id        text,                          -- whose mail that was; null where the mail is not one of ours
  email_key      text,                          -- the address it is about, in its one form
  occurred_at    timestamptz not null,
  received_at    timestamptz not null,
  code           text,                          -- status or class of a bounce, group of an unsubscribe; nothing of a person
  body           jsonb not null,                -- the whole event
  applied_at     timestamptz                    -- null until its mail and its lead were told
);
create index provider_event_waiting on provider_event (received_at) where applied_at is null;
create index provider_event_send on provider_event (send_id) where send_id is not null;
create index provider_event_address on provider_event (email_key, occurred_at)
  where kind in ('SOFT_BOUNCE', 'GROUP_UNSUBSCRIBE', 'GROUP_RESUBSCRIBE');

-- Sequences that paused themselves because of complaints, and whether people were told.
create table complaint_brake (
  brake_id       bigint generated always as identity primary key,
  sequence       text not null,
  pulled_at      timestamptz not null,
  delivered      integer not null,              -- mails delivered within the window
  complaints     integer not null,
  told_at        timestamptz
);
create index complaint_brake_untold on complaint_brake (brake_id) where told_at is null;
