-- Mails of a span are looked up by when they were handed over.
create index send_sending on send (sending_at) where sending_at is not null;

-- The same as before, with the instant that is looked up by: of a mail that was held or refused it is when that was tried.
create or replace view measure_mail as
select s.lead_id, s.seq, s.n, s.at as ordered_at, s.policy_version, s.sequence, s.sequence_version, s.occurrence, s.step,
       d.send_id, d.state, d.reason,
       case when d.state in ('ACCEPTED', 'UNKNOWN') then d.sending_at end as sent_at,
       r.delivered_at, least(r.clicked_at, h.clicked_at) as clicked_at, r.answered_at, r.unsubscribed_at, r.complained_at,
       d.sending_at
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
