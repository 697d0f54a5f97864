-- What is looked up of one lead stands in the index by which it is found, so that no row of the table is read for it: the last
-- touch up to an instant, who had a handoff when, and what a lead came to after a stay.
-- The words of a touch are of 550 characters at most, for which an entry has room.
create index touch_of_lead on touch (lead_id, at, touch_id) include (source, campaign, content, channel);
drop index touch_lead;

alter table measure_cycle drop constraint measure_cycle_pkey,
  add constraint measure_cycle_pkey primary key (lead_id, cycle) include (assigned_at, queue, owner);

-- Without how a stay ended, which changes after it is written: of that an index would have a copy for each change.
alter table measure_visit drop constraint measure_visit_pkey,
  add constraint measure_visit_pkey primary key (lead_id, seq, n) include (entered_at, stage, came_from);
