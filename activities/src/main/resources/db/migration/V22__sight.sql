-- Which leads a rep may look at: those that are the rep's, and those that wait in the queue.
create index lead_status_owner on lead_status (owner) where owner is not null;
create index handoff_queue on handoff_cycle (lead_id) where queue and ended_at is null;
