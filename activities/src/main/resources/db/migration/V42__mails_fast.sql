-- Mails that were sent, each with the step that ordered it and the way the last split before that drew: what mails are counted
-- from. Looking both up for every mail took most of the time. A copy of what send and measure_step say, kept by the database.
create view measure_sent_looked_up as
select d.sending_at, d.send_id, v.seq, v.n, v.policy_version, v.sequence_version, v.lead_id, v.sequence, v.step,
       (select w.step || ': ' || substr(w.what, length('drawn: ') + 1)
          from measure_step w
         where w.lead_id = v.lead_id and w.sequence = v.sequence and w.sequence_version = v.sequence_version
           and w.occurrence = v.occurrence and (w.seq, w.n) < (v.seq, v.n) and w.what like 'drawn: %'
         order by w.seq desc, w.n desc limit 1) as arm
  from measure_step v
  join send d using (lead_id, sequence, sequence_version, step, occurrence)
 where v.mail and d.state in ('ACCEPTED', 'UNKNOWN') and d.sending_at is not null;

create table measure_sent (
  sending_at       timestamptz not null,
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

-- Rows that are as they should be stay untouched.
create function measure_sent_anew(leads text[]) returns void language plpgsql as $$
begin
  delete from measure_sent h
   where h.lead_id = any(leads)
     and not exists (select from measure_sent_looked_up w where w.lead_id = h.lead_id and w.seq = h.seq and w.n = h.n
                                                            and w is not distinct from h);
  insert into measure_sent
  select w.* from measure_sent_looked_up w where w.lead_id = any(leads)
  on conflict (lead_id, seq, n) do nothing;
end $$;

-- A mail is settled after its step was recorded, and steps are corrected by a rebuild at any time: that one waits for who
-- settles a mail of the lead, so that the later of both sees the other.
create function measure_sent_of_steps() returns trigger language plpgsql as $$
declare
  leads text[];
begin
  -- A step that a decision takes has no mail yet, and no mail after it: nothing is to be looked up.
  leads := array(
    select distinct s.lead_id from rows_of_steps s
     where exists (select from send d where d.lead_id = s.lead_id and (tg_op = 'UPDATE' or s.mail and d.sequence = s.sequence
                     and d.sequence_version = s.sequence_version and d.step = s.step and d.occurrence = s.occurrence))
        or s.what like 'drawn: %'
           and exists (select from measure_step w where w.lead_id = s.lead_id and (w.seq, w.n) > (s.seq, s.n) and w.mail));
  if cardinality(leads) > 0 then
    perform from send d where d.lead_id = any(leads) order by d.send_id for no key update;
    perform measure_sent_anew(leads);
  end if;
  return null;
end $$;

create function measure_sent_of_mail() returns trigger language plpgsql as $$
begin
  perform measure_sent_anew(array[coalesce(new.lead_id, old.lead_id)]);
  return null;
end $$;

create function measure_sent_of_new_mails() returns trigger language plpgsql as $$
declare
  leads text[];
begin
  leads := array(select distinct d.lead_id from rows_of_mails d where d.state in ('ACCEPTED', 'UNKNOWN'));
  if cardinality(leads) > 0 then
    perform measure_sent_anew(leads);
  end if;
  return null;
end $$;

create trigger measure_sent_step_new after insert on measure_step referencing new table as rows_of_steps
  for each statement execute function measure_sent_of_steps();
create trigger measure_sent_step_changed after update on measure_step referencing new table as rows_of_steps
  for each statement execute function measure_sent_of_steps();
create trigger measure_sent_step_gone after delete on measure_step referencing old table as rows_of_steps
  for each statement execute function measure_sent_of_steps();
create trigger measure_sent_mail_new after insert on send referencing new table as rows_of_mails
  for each statement execute function measure_sent_of_new_mails();
create trigger measure_sent_mail_changed after update on send
  for each row when ((old.state in ('ACCEPTED', 'UNKNOWN') or new.state in ('ACCEPTED', 'UNKNOWN'))
    and (old.state, old.sending_at) is distinct from (new.state, new.sending_at)) execute function measure_sent_of_mail();
create trigger measure_sent_mail_gone after delete on send
  for each row when (old.state in ('ACCEPTED', 'UNKNOWN')) execute function measure_sent_of_mail();

insert into measure_sent select w.* from measure_sent_looked_up w;
create index measure_sent_at on measure_sent (sending_at);
analyze measure_sent;
