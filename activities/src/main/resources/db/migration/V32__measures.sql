-- Facts that measures are counted from, written in the transaction of each decision and made anew from the journal by a
-- rebuild. They hold what the journal says and nothing of a person: ids, codes, instants and amounts. A lead has all of its
-- facts here or none. There is no reference to lead: leads are never deleted.

-- How far a lead came: the first time of each step, with the policy version by which it was decided.
create table measure_lead (
  lead_id              text primary key,
  entered_at           timestamptz not null,
  entered_policy       integer not null,
  mql_at               timestamptz,
  mql_policy           integer,
  mql_for              text,                    -- what qualified it
  sql_at               timestamptz,
  sql_policy           integer,
  sql_for              text,                    -- what handed it over
  accepted_at          timestamptz,
  accepted_policy      integer,
  contacted_at         timestamptz,
  contacted_policy     integer,
  opportunity_at       timestamptz,
  opportunity_policy   integer,
  won_at               timestamptz,
  won_policy           integer,
  won_amount           numeric,                 -- of the first time
  won_currency         text,
  lost_at              timestamptz,
  lost_policy          integer,
  disqualified_at      timestamptz,
  disqualified_policy  integer,
  erased_at            timestamptz,
  stage                text not null,           -- where it stands
  stage_at             timestamptz not null,
  recycles             integer,                 -- null where it never was recycled
  amount               numeric,                 -- the latest that was reported
  currency             text
);

-- Every stay in a stage; who comes back has another. The words stand in the journal, in the line (lead_id, seq, n).
create table measure_visit (
  lead_id              text not null,
  seq                  bigint not null,
  n                    integer not null,
  came_from            text,                    -- null for the first
  stage                text not null,
  entered_at           timestamptz not null,
  policy_version       integer not null,
  entered_for          text,                    -- what qualified it, or the code of the reason
  entered_by           text not null,
  amount               numeric,                 -- of the deal, as it came in; in OPPORTUNITY, WON and LOST
  currency             text,
  left_at              timestamptz,             -- null while it is there
  left_to              text,
  left_for             text,
  left_by              text,
  primary key (lead_id, seq, n)
);

-- Every cycle of offering a lead to sales.
create table measure_cycle (
  lead_id              text not null,
  cycle                integer not null,
  opened_seq           bigint not null,
  cause_event_id       text,                    -- null for a due time
  trigger              text not null,
  sla_class            text not null,
  policy_version       integer not null,
  assigned_at          timestamptz not null,
  deadline             timestamptz not null,
  first_owner          text not null,
  owner                text not null,           -- who has it, or had it when it ended
  queue                boolean not null,
  owner_since          timestamptz not null,
  queued_at            timestamptz,
  contacted_at         timestamptz,
  ended_at             timestamptz,
  ended_how            text,
  ended_by             text,
  reason               text,
  taken_over           boolean,
  hours                tstzmultirange,          -- business time between assigned and ended
  paused               tstzmultirange,          -- when the answer time stood still
  primary key (lead_id, cycle)
);

-- Every step of a sequence that a lead took; mail is one that ordered a mail.
create table measure_step (
  lead_id              text not null,
  seq                  bigint not null,
  n                    integer not null,
  at                   timestamptz not null,
  policy_version       integer not null,
  sequence             text not null,
  sequence_version     integer not null,
  occurrence           integer not null,
  step                 text not null,
  mail                 boolean not null,
  what                 text,
  primary key (lead_id, seq, n)
);

-- Handoffs with the times of the record beside those of the journal. The system's time is from the signal to the notice, the
-- rep's from the notice to the answer: on the wall, and in business time without pauses. Only reps answer, so what ended in
-- another way has no time of the rep.
create view measure_handoff as
select c.*,
       i.recorded_at as signal_at,
       n.notified_at,
       n.notified_at - i.recorded_at as system_time,
       case when c.ended_how in ('ACCEPTED', 'REJECTED', 'RETURNED') and n.notified_at <= c.ended_at
            then c.ended_at - n.notified_at end as rep_time,
       case when c.ended_how in ('ACCEPTED', 'REJECTED', 'RETURNED') and n.notified_at <= c.ended_at
            then (select coalesce(sum(upper(r) - lower(r)), interval '0')
                    from unnest((c.hours - coalesce(c.paused, '{}'))
                                * tstzmultirange(tstzrange(n.notified_at, c.ended_at))) r) end as rep_business_time
  from measure_cycle c
  left join inbox i on i.lead_id = c.lead_id and i.event_id = c.cause_event_id and i.kind = 'signal'
  left join lateral (
    select min(e.done_at) as notified_at
      from effect e
     where e.lead_id = c.lead_id and e.seq = c.opened_seq and e.kind = 'notify'
       and e.effect ->> 'notice' in ('HANDOFF', 'QUEUED') and (e.effect ->> 'cycle')::integer = c.cycle) n on true;

-- Mails with what became of them, of which the ledger and the reports of providers and readers are the only record.
create view measure_mail as
select s.lead_id, s.seq, s.n, s.at as ordered_at, s.policy_version, s.sequence, s.sequence_version, s.occurrence, s.step,
       d.send_id, d.state, d.reason,
       case when d.state in ('ACCEPTED', 'UNKNOWN') then d.sending_at end as sent_at,
       r.delivered_at, least(r.clicked_at, h.clicked_at) as clicked_at, r.answered_at, r.unsubscribed_at, r.complained_at
  from measure_step s
  left join send d using (lead_id, sequence, sequence_version, step, occurrence)
  left join lateral (
    select min(e.occurred_at) filter (where e.kind = 'DELIVERED') as delivered_at,
           min(e.occurred_at) filter (where e.kind = 'CLICK' and g.event_id is not null) as clicked_at,
           min(e.occurred_at) filter (where e.kind in ('REPLY', 'REPLY_NEGATIVE', 'REPLY_STOP', 'MAY_ASK_TO_STOP')) as answered_at,
           min(e.occurred_at) filter (where e.kind in ('UNSUBSCRIBE', 'GROUP_UNSUBSCRIBE', 'REPLY_STOP')) as unsubscribed_at,
           min(e.occurred_at) filter (where e.kind = 'SPAM_REPORT') as complained_at
      from provider_event e
      left join signal g on g.lead_id = e.lead_id and g.event_id = e.event_id and not g.voided
     where e.send_id = d.send_id) r on true
  left join lateral (
    select min(m.at) as clicked_at
      from mail_hit m
     where m.send_id = d.send_id and m.kind = 'CLICK' and m.told and m.voided is null) h on true
 where s.mail;

-- Making all facts anew: how far that is. One at a time.
create table measure_rebuild (
  only_row             boolean primary key default true check (only_row),
  run                  integer not null,
  running              boolean not null,
  ordered_by           text not null,
  ordered_at           timestamptz not null,
  leads                integer not null,        -- that there were when it was ordered
  looked               integer not null default 0,
  changed              integer not null default 0, -- whose facts were others than their journal gives
  failed               integer not null default 0, -- whose journal cannot be read
  last_lead            text not null default '',
  finished_at          timestamptz
);

-- Leads that were decided before there were facts.
insert into measure_rebuild (run, running, ordered_by, ordered_at, leads)
select 1, true, 'system:leadloop', now(), count(*) from lead_status having count(*) > 0;
