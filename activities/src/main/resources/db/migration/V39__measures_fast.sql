-- The touch by which each lead first came, which most measures are cut by. A copy of its row in touch, kept by the database.
create table touch_first (
  lead_id        text primary key references lead,
  at             timestamptz not null,
  touch_id       bigint not null,
  source         text,
  campaign       text,
  content        text,
  channel        text
);
insert into touch_first
select distinct on (lead_id) lead_id, at, touch_id, source, campaign, content, channel from touch order by lead_id, at, touch_id;

-- Whoever adds an earlier one at the same time waits for the row, and is then compared with what came before.
create function touch_first_of_new() returns trigger language plpgsql as $$
begin
  insert into touch_first as f (lead_id, at, touch_id, source, campaign, content, channel)
  select distinct on (n.lead_id) n.lead_id, n.at, n.touch_id, n.source, n.campaign, n.content, n.channel
    from new_rows n order by n.lead_id, n.at, n.touch_id
  on conflict (lead_id) do update
     set at = excluded.at, touch_id = excluded.touch_id, source = excluded.source, campaign = excluded.campaign,
         content = excluded.content, channel = excluded.channel
   where (excluded.at, excluded.touch_id) < (f.at, f.touch_id);
  return null;
end $$;

-- A touch is written once; who corrects one by hand, or takes it away, has it looked up anew.
create function touch_first_of_old() returns trigger language plpgsql as $$
begin
  perform from touch_first f where f.lead_id in (select o.lead_id from old_rows o) order by f.lead_id for update;
  delete from touch_first f where f.lead_id in (select o.lead_id from old_rows o);
  insert into touch_first
  select distinct on (t.lead_id) t.lead_id, t.at, t.touch_id, t.source, t.campaign, t.content, t.channel
    from touch t where t.lead_id in (select o.lead_id from old_rows o) order by t.lead_id, t.at, t.touch_id;
  return null;
end $$;

create trigger touch_first_new after insert on touch referencing new table as new_rows
  for each statement execute function touch_first_of_new();
create trigger touch_first_changed after update on touch referencing old table as old_rows
  for each statement execute function touch_first_of_old();
create trigger touch_first_gone after delete on touch referencing old table as old_rows
  for each statement execute function touch_first_of_old();

-- What readers did, of all mails at once and without the reports themselves.
create index provider_event_told on provider_event (kind, send_id, occurred_at) where send_id is not null;
-- Draws of splits among all steps, and notices of handoffs among all effects.
create index measure_step_drawn on measure_step (at) where what like 'drawn: %';
create index effect_told on effect (lead_id, seq) where kind = 'notify';

-- The same as before, with the notices looked up at once, where many handoffs are asked for, as where one is.
create or replace view measure_handoff as
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
  left join (
    select e.lead_id, e.seq, (e.effect ->> 'cycle')::integer as cycle, min(e.done_at) as notified_at
      from effect e
     where e.kind = 'notify' and e.effect ->> 'notice' in ('HANDOFF', 'QUEUED')
     group by e.lead_id, e.seq, (e.effect ->> 'cycle')::integer) n
    on n.lead_id = c.lead_id and n.seq = c.opened_seq and n.cycle = c.cycle;
