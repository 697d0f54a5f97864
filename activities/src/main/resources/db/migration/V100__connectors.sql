-- Other systems that are kept in step with ours, such as a CRM.
create table connector (
  connector_id    text primary key,
  kind            text not null,                 -- the vendor, such as hubspot
  mapping         text not null,                 -- YAML
  credential      text,                          -- sealed; what their calls are allowed by
  signing_secret  text,                          -- sealed; what their webhooks are signed with
  state           text not null check (state in ('NEW', 'RUNNING', 'PAUSED')),
  created_at      timestamptz not null,
  created_by      text not null,
  dropped         jsonb not null default '[]',   -- fields of the mapping that the other side does not have
  filled_to       text not null default '',      -- leads up to here wait for their first turn or had it
  filled          boolean not null default false,
  read_after      text,                          -- where the first full read goes on
  read_done       boolean not null default false,
  rest_until      timestamptz,                   -- the other side wants to be left alone until then
  troubles        integer not null default 0,    -- one after another
  alarm           text,                          -- what a person must see to; null where all is well
  alarm_at        timestamptz
);

-- What one lead is to be over there, what the other side confirmed, and what is in the way.
create table connector_lead (
  connector_id    text not null references connector on delete cascade,
  lead_id         text not null references lead,
  wanted          text not null,                 -- hash of the facts it is made of
  wanted_at       timestamptz not null,          -- since when it waits
  confirmed       text,                          -- hash of the facts that the other side has
  confirmed_at    timestamptz,
  sent            jsonb,                         -- what it confirmed, field by field
  remote_id       text,
  attempts        integer not null default 0,    -- since it was confirmed last; one that was begun counts
  next_try_at     timestamptz,                   -- null where nothing is to be done
  set_aside       boolean not null default false,
  failed          text,                          -- the other side's words
  primary key (connector_id, lead_id)
);
create index connector_lead_due on connector_lead (connector_id, next_try_at) where next_try_at is not null;
create index connector_lead_aside on connector_lead (connector_id, wanted_at) where set_aside;
create index connector_lead_lead on connector_lead (lead_id);
create index connector_lead_remote on connector_lead (connector_id, remote_id) where remote_id is not null;

-- What the other side told and nobody has looked at yet.
create table connector_event (
  connector_id    text not null references connector on delete cascade,
  event_key       text not null,
  received_at     timestamptz not null,
  body            jsonb,                         -- null once it was taken
  attempts        integer not null default 0,
  next_try_at     timestamptz,                   -- null once it was taken, or set aside
  failed          text,
  primary key (connector_id, event_key)
);
create index connector_event_due on connector_event (connector_id, next_try_at) where next_try_at is not null;

-- Hash of all that may be told of a lead.
create function told_of(which text) returns text language sql stable as $$
  select md5(concat_ws(chr(1), s.stage, s.score, s.fit, s.grade, coalesce(s.owner, ''), coalesce(s.deal_amount::text, ''),
             coalesce(s.deal_currency, ''), coalesce(s.deal_result, ''), coalesce(s.deal_reason, ''),
             coalesce((select h.reason from handoff_cycle h where h.lead_id = which order by h.cycle desc limit 1), ''),
             coalesce(l.email, ''), coalesce(l.first_name, ''), coalesce(l.last_name, ''), coalesce(l.company, ''),
             coalesce(l.title, ''), coalesce(l.company_size::text, ''), coalesce(l.industry, ''), coalesce(l.country, ''),
             l.answers::text))
    from lead_status s join lead l using (lead_id)
   where s.lead_id = which
$$;

-- Notes for every connector what a lead has become; what waits already is written once, as it is then.
create function mark_connectors(which text) returns boolean language plpgsql as $$
declare
  told text := told_of(which);
begin
  insert into connector_lead as k (connector_id, lead_id, wanted, wanted_at, next_try_at)
  select c.connector_id, which, told, clock_timestamp(), clock_timestamp()
    from connector c
   where c.state <> 'NEW'
   order by c.connector_id
  on conflict (connector_id, lead_id) do update
     set wanted = excluded.wanted,
         wanted_at = case when k.next_try_at is null then excluded.wanted_at else k.wanted_at end,
         next_try_at = excluded.next_try_at, attempts = case when k.set_aside then 0 else k.attempts end,
         set_aside = false, failed = null
   where k.wanted <> excluded.wanted;
  return found;
end $$;
