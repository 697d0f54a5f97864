-- When each lead began each sequence, by the first step that it took of it: what results of sequences are counted from. A copy of
-- rows of measure_step, kept by the database.
create table measure_enrolment (
  at               timestamptz not null,
  seq              bigint not null,               -- with lead_id and n, the row of measure_step
  n                integer not null,
  policy_version   integer not null,
  sequence_version integer not null,
  lead_id          text not null,
  sequence         text not null,
  primary key (lead_id, sequence)
);
insert into measure_enrolment
select distinct on (s.lead_id, s.sequence) s.at, s.seq, s.n, s.policy_version, s.sequence_version, s.lead_id, s.sequence
  from measure_step s order by s.lead_id, s.sequence, s.seq, s.n;
create index measure_enrolment_at on measure_enrolment (at);
analyze measure_enrolment;

-- Steps of a lead are written by whoever holds the lead; of two at a time the later waits for the row all the same.
create function measure_enrolment_of_new() returns trigger language plpgsql as $$
begin
  insert into measure_enrolment as f (at, seq, n, policy_version, sequence_version, lead_id, sequence)
  select distinct on (s.lead_id, s.sequence) s.at, s.seq, s.n, s.policy_version, s.sequence_version, s.lead_id, s.sequence
    from new_rows s order by s.lead_id, s.sequence, s.seq, s.n
  on conflict (lead_id, sequence) do update
     set at = excluded.at, seq = excluded.seq, n = excluded.n, policy_version = excluded.policy_version,
         sequence_version = excluded.sequence_version
   where (excluded.seq, excluded.n) < (f.seq, f.n);
  return null;
end $$;

-- A step is written once; a rebuild that puts one right, or takes it away, has it looked up anew.
create function measure_enrolment_of_old() returns trigger language plpgsql as $$
begin
  perform from measure_enrolment f where f.lead_id in (select o.lead_id from old_rows o)
    order by f.lead_id, f.sequence for update;
  delete from measure_enrolment f where f.lead_id in (select o.lead_id from old_rows o);
  insert into measure_enrolment
  select distinct on (s.lead_id, s.sequence) s.at, s.seq, s.n, s.policy_version, s.sequence_version, s.lead_id, s.sequence
    from measure_step s where s.lead_id in (select o.lead_id from old_rows o) order by s.lead_id, s.sequence, s.seq, s.n
  on conflict (lead_id, sequence) do nothing;
  return null;
end $$;

create trigger measure_enrolment_new after insert on measure_step referencing new table as new_rows
  for each statement execute function measure_enrolment_of_new();
create trigger measure_enrolment_changed after update on measure_step referencing old table as old_rows
  for each statement execute function measure_enrolment_of_old();
create trigger measure_enrolment_gone after delete on measure_step referencing old table as old_rows
  for each statement execute function measure_enrolment_of_old();
