-- What measures are looked up by: the instant by which a row counts.
create index measure_lead_entered on measure_lead (entered_at);
create index measure_lead_ready on measure_lead (least(mql_at, sql_at)) where least(mql_at, sql_at) is not null;
create index measure_lead_mql on measure_lead (mql_at) where mql_at is not null;
create index measure_lead_sql on measure_lead (sql_at) where sql_at is not null;
create index measure_lead_accepted on measure_lead (accepted_at) where accepted_at is not null;
create index measure_visit_stage on measure_visit (stage, entered_at);
create index measure_cycle_assigned on measure_cycle (assigned_at);
create index measure_cycle_ended on measure_cycle (ended_at) where ended_at is not null;
create index measure_step_at on measure_step (at);
