-- When a person first followed a link of each mail: looking up for every click whether its signal counts took longer than all
-- else. A copy of what provider_event, signal and mail_hit say, kept by the database; a mail whose clicks are all a machine's has
-- a row without an instant. Apart from measure_sent, so that no report has to wait for whoever settles its mail.
create table measure_click (
  send_id          uuid primary key,
  clicked_at       timestamptz
);

create view measure_click_looked_up as
select b.send_id, min(b.at) as clicked_at
  from (select e.send_id, e.occurred_at as at
          from provider_event e
          join signal g on g.lead_id = e.lead_id and g.event_id = e.event_id and not g.voided
         where e.kind = 'CLICK' and e.send_id is not null
        union all
        select k.send_id, k.at from mail_hit k where k.kind = 'CLICK' and k.told and k.voided is null) b
 group by b.send_id;

insert into measure_click select w.* from measure_click_looked_up w;
analyze measure_click;

-- Whoever changes what is copied holds the mail's row first, so that of two at a time the later sees the other.
create function measure_click_anew(mails uuid[]) returns void language plpgsql as $$
declare
  mail uuid;
begin
  for mail in select distinct m from unnest(mails) m where m is not null order by m loop
    insert into measure_click (send_id) values (mail) on conflict do nothing;
    perform from measure_click c where c.send_id = mail for update;
    update measure_click c
       set clicked_at = (select w.clicked_at from measure_click_looked_up w where w.send_id = mail)
     where c.send_id = mail;
  end loop;
end $$;

-- A click is reported before its signal is decided on, so that a report finds none; that way no report is kept waiting.
create function measure_click_of_reports() returns trigger language plpgsql as $$
declare
  mails uuid[];
begin
  mails := array(select r.send_id from rows_of_reports r
                  where r.kind = 'CLICK' and r.send_id is not null
                    and (tg_op = 'DELETE' and exists (select from measure_click c where c.send_id = r.send_id)
                         or exists (select from signal g where g.lead_id = r.lead_id and g.event_id = r.event_id)));
  if cardinality(mails) > 0 then
    perform measure_click_anew(mails);
  end if;
  return null;
end $$;

create function measure_click_of_report() returns trigger language plpgsql as $$
begin
  perform measure_click_anew(array[old.send_id, new.send_id]);
  return null;
end $$;

create function measure_click_of_signals() returns trigger language plpgsql as $$
declare
  mails uuid[];
begin
  mails := array(select e.send_id from rows_of_signals g
                   join provider_event e on e.event_id = g.event_id and e.lead_id = g.lead_id
                  where e.kind = 'CLICK' and e.send_id is not null);
  if cardinality(mails) > 0 then
    perform measure_click_anew(mails);
  end if;
  return null;
end $$;

create function measure_click_of_signal() returns trigger language plpgsql as $$
begin
  perform measure_click_anew(array(select e.send_id from provider_event e
                                    where e.event_id in (old.event_id, new.event_id) and e.kind = 'CLICK'));
  return null;
end $$;

create function measure_click_of_hit() returns trigger language plpgsql as $$
begin
  perform measure_click_anew(array[case when tg_op <> 'INSERT' then old.send_id end,
                                   case when tg_op <> 'DELETE' then new.send_id end]);
  return null;
end $$;

create trigger measure_click_report_new after insert on provider_event referencing new table as rows_of_reports
  for each statement execute function measure_click_of_reports();
create trigger measure_click_report_gone after delete on provider_event referencing old table as rows_of_reports
  for each statement execute function measure_click_of_reports();
create trigger measure_click_report_changed after update on provider_event
  for each row when ((old.kind = 'CLICK' or new.kind = 'CLICK')
    and (old.event_id, old.kind, old.send_id, old.lead_id, old.occurred_at)
    is distinct from (new.event_id, new.kind, new.send_id, new.lead_id, new.occurred_at))
  execute function measure_click_of_report();
create trigger measure_click_signal_new after insert on signal referencing new table as rows_of_signals
  for each statement execute function measure_click_of_signals();
create trigger measure_click_signal_gone after delete on signal referencing old table as rows_of_signals
  for each statement execute function measure_click_of_signals();
create trigger measure_click_signal_changed after update on signal
  for each row when ((old.lead_id, old.event_id, old.voided) is distinct from (new.lead_id, new.event_id, new.voided))
  execute function measure_click_of_signal();
create trigger measure_click_hit_new after insert on mail_hit
  for each row when (new.kind = 'CLICK' and new.told and new.voided is null) execute function measure_click_of_hit();
create trigger measure_click_hit_changed after update on mail_hit
  for each row when ((old.kind = 'CLICK' or new.kind = 'CLICK') and (old.send_id, old.kind, old.told, old.voided, old.at)
    is distinct from (new.send_id, new.kind, new.told, new.voided, new.at))
  execute function measure_click_of_hit();
create trigger measure_click_hit_gone after delete on mail_hit
  for each row when (old.kind = 'CLICK') execute function measure_click_of_hit();

-- What was given back by sales, among all stays.
create index measure_visit_given_back on measure_visit (entered_at)
  where stage = 'NURTURING' and came_from in ('SQL', 'ACCEPTED', 'OPPORTUNITY', 'LOST');
