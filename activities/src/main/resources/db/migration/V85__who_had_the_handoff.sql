-- Who had a lead's handoff, last and when each stay began: the queue, or a rep id; null where there was none. Kept, since
-- measures of one team ask it of every row.
alter table measure_lead add column holder text;
alter table measure_visit add column holder text;

with stays as (
  update measure_visit v
     set holder = h.holder
    from (select c.lead_id, case when c.queue then 'queue' else c.owner end as holder, c.assigned_at as since,
                 lead(c.assigned_at, 1, 'infinity') over (partition by c.lead_id order by c.cycle) as until
            from measure_cycle c) h
   where h.lead_id = v.lead_id and v.entered_at >= h.since and v.entered_at < h.until)
update measure_lead m
   set holder = h.holder
  from (select distinct on (c.lead_id) c.lead_id, case when c.queue then 'queue' else c.owner end as holder
          from measure_cycle c
         order by c.lead_id, c.cycle desc) h
 where h.lead_id = m.lead_id;
