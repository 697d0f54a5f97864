-- Turns of an absence that a rep is to make up for, and days the rep does not work beside the calendar's holidays.
alter table rep
  add column turns_owed  bigint not null default 0,
  add column days_off    date[] not null default '{}';

-- Whether a campaign mails again what a lead has had of the sequence's version, and how many leads it left out for that.
alter table campaign
  add column again       boolean not null default false,
  add column had         integer not null default 0;

-- The holidays that the countries of a version stood for when it was published; null where that was never written down.
alter table policy_version add column holidays jsonb;

-- Which mails of each version of a sequence a lead has had, as its journal tells.
with told as (
  select lead_id, seq, n, type = 'mail_held' as held,
         coalesce(entry ->> 'sequence', entry #>> '{mail,sequence}') || '@'
           || coalesce(entry ->> 'sequenceVersion', entry #>> '{mail,sequenceVersion}') as run,
         coalesce(entry ->> 'step', entry #>> '{mail,step}') as step,
         coalesce(entry ->> 'occurrence', entry #>> '{mail,occurrence}')::integer as occurrence
    from lifecycle_event
   where type in ('step_sent', 'mail_held', 'mail_retried')),
last as (
  select distinct on (lead_id, run, step) lead_id, run, step, occurrence, held
    from told order by lead_id, run, step, seq desc, n desc),
mailed as (
  select l.lead_id, l.run, jsonb_object_agg(l.step, l.occurrence) as had
    from last l join lead_status s using (lead_id)
   where not l.held
      or exists (select from jsonb_array_elements(s.progress -> 'held') h
                  where h ->> 'sequence' || '@' || (h ->> 'sequenceVersion') = l.run and h ->> 'step' = l.step)
   group by l.lead_id, l.run),
runs as (
  select m.lead_id,
         jsonb_object_agg(m.run, (s.progress -> 'sequenceRuns' -> m.run) || jsonb_build_object('had', m.had)) as changed
    from mailed m join lead_status s using (lead_id)
   where s.progress -> 'sequenceRuns' -> m.run is not null
   group by m.lead_id)
update lead_status s
   set progress = jsonb_set(s.progress, '{sequenceRuns}', (s.progress -> 'sequenceRuns') || r.changed)
  from runs r where r.lead_id = s.lead_id;
