-- When a mail that was sent was first delivered, beside the mail: nearly every mail is, and looking its reports up took longer
-- than all else. A copy of what provider_event says, kept by the database.
alter table measure_sent rename to measure_sent_before;
alter table measure_sent_before rename constraint measure_sent_pkey to measure_sent_before_pkey;
alter index measure_sent_at rename to measure_sent_before_at;

create table measure_sent (
  sending_at       timestamptz not null,
  delivered_at     timestamptz,                   -- null where it was not, or nobody knows
  send_id          uuid not null,
  seq              bigint not null,               -- with lead_id and n, the row of measure_step
  n                integer not null,
  policy_version   integer not null,
  sequence_version integer not null,
  lead_id          text not null,
  sequence         text not null,
  step             text not null,
  arm              text,                          -- null where no split was before it
  primary key (lead_id, seq, n)
);
insert into measure_sent
select h.sending_at, d.at, h.send_id, h.seq, h.n, h.policy_version, h.sequence_version, h.lead_id, h.sequence, h.step, h.arm
  from measure_sent_before h
  left join (select e.send_id, min(e.occurred_at) as at
               from provider_event e where e.kind = 'DELIVERED' and e.send_id is not null group by e.send_id) d
    on d.send_id = h.send_id;
drop table measure_sent_before;
create index measure_sent_at on measure_sent (sending_at);
analyze measure_sent;

drop view measure_sent_looked_up;
create view measure_sent_looked_up as
select d.sending_at,
       (select min(e.occurred_at) from provider_event e where e.send_id = d.send_id and e.kind = 'DELIVERED') as delivered_at,
       d.send_id, v.seq, v.n, v.policy_version, v.sequence_version, v.lead_id, v.sequence, v.step,
       (select w.step || ': ' || substr(w.what, length('drawn: ') + 1)
          from measure_step w
         where w.lead_id = v.lead_id and w.sequence = v.sequence and w.sequence_version = v.sequence_version
           and w.occurrence = v.occurrence and (w.seq, w.n) < (v.seq, v.n) and w.what like 'drawn: %'
         order by w.seq desc, w.n desc limit 1) as arm
  from measure_step v
  join send d using (lead_id, sequence, sequence_version, step, occurrence)
 where v.mail and d.state in ('ACCEPTED', 'UNKNOWN') and d.sending_at is not null;

-- Mail by mail, each by its lead: of all at once PostgreSQL would go through what was sent. A report may come while its mail is
-- settled: it waits for that one, so that the later of both sees the other.
create function measure_sent_delivered(mails uuid[]) returns void language plpgsql as $$
declare
  mail record;
begin
  for mail in select d.send_id, d.lead_id from send d where d.send_id = any(mails) order by d.send_id for no key update loop
    update measure_sent h
       set delivered_at = (select min(e.occurred_at) from provider_event e where e.send_id = mail.send_id and e.kind = 'DELIVERED')
     where h.lead_id = mail.lead_id and h.send_id = mail.send_id;
  end loop;
end $$;

-- Of a mail that is settled its own row alone.
create or replace function measure_sent_of_mail() returns trigger language plpgsql as $$
declare
  mail send := coalesce(new, old);
begin
  delete from measure_sent h
   where h.lead_id = mail.lead_id and h.send_id = mail.send_id
     and not exists (select from measure_sent_looked_up w
                      where w.lead_id = mail.lead_id and w.send_id = mail.send_id and w is not distinct from h);
  insert into measure_sent
  select w.* from measure_sent_looked_up w where w.lead_id = mail.lead_id and w.send_id = mail.send_id
  on conflict (lead_id, seq, n) do nothing;
  return null;
end $$;

-- Reports of deliveries are written by themselves, never together with an address's suppression, which is locked ahead of mails.
create function measure_sent_of_reports() returns trigger language plpgsql as $$
declare
  mails uuid[];
begin
  mails := array(select distinct r.send_id from rows_of_reports r where r.kind = 'DELIVERED' and r.send_id is not null);
  if cardinality(mails) > 0 then
    perform measure_sent_delivered(mails);
  end if;
  return null;
end $$;

create trigger measure_sent_report_new after insert on provider_event referencing new table as rows_of_reports
  for each statement execute function measure_sent_of_reports();
create trigger measure_sent_report_gone after delete on provider_event referencing old table as rows_of_reports
  for each statement execute function measure_sent_of_reports();

-- That reports were applied changes nothing of them; who corrects one by hand has both of its mails looked at.
create function measure_sent_of_report() returns trigger language plpgsql as $$
begin
  perform measure_sent_delivered(array[old.send_id, new.send_id]);
  return null;
end $$;

create trigger measure_sent_report_changed after update on provider_event
  for each row when ((old.kind, old.send_id, old.occurred_at) is distinct from (new.kind, new.send_id, new.occurred_at))
  execute function measure_sent_of_report();

-- Of a handoff what the journal does not hold: when the signal was stored that caused it, when its owner was told, and how long
-- the answer took from then in business time. A copy of what inbox and effect say, kept by the database; a handoff of which
-- neither is known has no row.
create view measure_notice_looked_up as
select i.recorded_at as signal_at, n.at as notified_at,
       case when n.at <= c.ended_at
            then (select coalesce(sum(upper(r) - lower(r)), interval '0')
                    from unnest((c.hours - coalesce(c.paused, '{}')) * tstzmultirange(tstzrange(n.at, c.ended_at))) r)
       end as business_time,
       c.cycle, c.lead_id
  from measure_cycle c
  left join inbox i on i.lead_id = c.lead_id and i.event_id = c.cause_event_id and i.kind = 'signal'
  left join lateral (
    select min(e.done_at) as at
      from effect e
     where e.lead_id = c.lead_id and e.seq = c.opened_seq and e.kind = 'notify'
       and e.effect ->> 'notice' in ('HANDOFF', 'QUEUED') and (e.effect ->> 'cycle')::integer = c.cycle) n on true
 where i.recorded_at is not null or n.at is not null;

create table measure_notice (
  signal_at        timestamptz,
  notified_at      timestamptz,
  business_time    interval,                      -- from the notice to the end, without pauses; null where one of both is not
  cycle            integer not null,
  lead_id          text not null,
  primary key (lead_id, cycle)
);
insert into measure_notice
select i.recorded_at, n.at,
       case when n.at <= c.ended_at
            then (select coalesce(sum(upper(r) - lower(r)), interval '0')
                    from unnest((c.hours - coalesce(c.paused, '{}')) * tstzmultirange(tstzrange(n.at, c.ended_at))) r) end,
       c.cycle, c.lead_id
  from measure_cycle c
  left join inbox i on i.lead_id = c.lead_id and i.event_id = c.cause_event_id and i.kind = 'signal'
  left join (
    select e.lead_id, e.seq, (e.effect ->> 'cycle')::integer as cycle, min(e.done_at) as at
      from effect e
     where e.kind = 'notify' and e.effect ->> 'notice' in ('HANDOFF', 'QUEUED')
     group by e.lead_id, e.seq, (e.effect ->> 'cycle')::integer) n
    on n.lead_id = c.lead_id and n.seq = c.opened_seq and n.cycle = c.cycle
 where i.recorded_at is not null or n.at is not null;
analyze measure_notice;

-- Whoever changes what is copied holds the notices of the handoff first, so that of two at a time the later sees the other.
create function measure_notice_anew(lead text, opened bigint, handoff integer) returns void language plpgsql as $$
declare
  was record;
  now_is record;
begin
  perform from effect e where e.lead_id = lead and e.seq = opened and e.kind = 'notify' order by e.n for no key update;
  select * into was from measure_notice h where h.lead_id = lead and h.cycle = handoff;
  select * into now_is from measure_notice_looked_up w where w.lead_id = lead and w.cycle = handoff;
  if now_is.lead_id is null then
    delete from measure_notice h where h.lead_id = lead and h.cycle = handoff;
  elsif was is distinct from now_is then
    insert into measure_notice
    values (now_is.signal_at, now_is.notified_at, now_is.business_time, now_is.cycle, now_is.lead_id)
    on conflict (lead_id, cycle) do update
       set signal_at = excluded.signal_at, notified_at = excluded.notified_at, business_time = excluded.business_time;
  end if;
end $$;

create function measure_notice_of_cycle() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    perform measure_notice_anew(old.lead_id, old.opened_seq, old.cycle);
  end if;
  if tg_op <> 'DELETE' and (tg_op = 'INSERT' or (old.lead_id, old.cycle, old.opened_seq)
                                                  is distinct from (new.lead_id, new.cycle, new.opened_seq)) then
    perform measure_notice_anew(new.lead_id, new.opened_seq, new.cycle);
  end if;
  return null;
end $$;

create trigger measure_notice_cycle_new after insert on measure_cycle
  for each row execute function measure_notice_of_cycle();
create trigger measure_notice_cycle_changed after update on measure_cycle
  for each row when ((old.lead_id, old.cycle, old.opened_seq, old.cause_event_id, old.ended_at, old.hours, old.paused)
    is distinct from (new.lead_id, new.cycle, new.opened_seq, new.cause_event_id, new.ended_at, new.hours, new.paused))
  execute function measure_notice_of_cycle();
create trigger measure_notice_cycle_gone after delete on measure_cycle
  for each row execute function measure_notice_of_cycle();

-- By the handoff that its decision opened, of which there is at most one or its cycle says which.
create function measure_notice_of_effect() returns trigger language plpgsql as $$
declare
  told effect := coalesce(new, old);
begin
  perform measure_notice_anew(c.lead_id, c.opened_seq, c.cycle)
     from measure_cycle c
    where c.lead_id = told.lead_id and c.opened_seq = told.seq and c.cycle = (told.effect ->> 'cycle')::integer;
  return null;
end $$;

create trigger measure_notice_effect_new after insert on effect
  for each row when (new.kind = 'notify' and new.done_at is not null) execute function measure_notice_of_effect();
create trigger measure_notice_effect_changed after update on effect
  for each row when (new.kind = 'notify' and (old.done_at, old.effect) is distinct from (new.done_at, new.effect))
  execute function measure_notice_of_effect();
create trigger measure_notice_effect_gone after delete on effect
  for each row when (old.kind = 'notify' and old.done_at is not null) execute function measure_notice_of_effect();
