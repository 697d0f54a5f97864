-- Where each lead stands in its sequence, beside the progress that says it: told from that alone, all of them had to be read and
-- taken apart to count who stands at which step.
alter table lead_status
  add column nurture_sequence text    generated always as (progress -> 'nurture' ->> 'sequence') stored,
  add column nurture_version  integer generated always as ((progress -> 'nurture' ->> 'sequenceVersion')::integer) stored,
  add column nurture_step     text    generated always as (progress -> 'nurture' ->> 'step') stored;
create index lead_status_standing on lead_status (nurture_sequence, nurture_version, nurture_step, policy_version, stage)
  where nurture_sequence is not null;
-- How many leads of each stage live by which version, without reading the leads.
create index lead_status_stage_policy on lead_status (stage, policy_version);
drop index lead_status_stage;
