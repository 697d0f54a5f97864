-- Nobody knows how what is told last of a past ended. Where the lead stands elsewhere here, it ends as that began, so that each
-- lead is in one stage at a time. For what it was left is not known. What the lead was in here before its past put it somewhere
-- lies beside.
update measure_visit v
   set left_at = (select h.entered_at from measure_visit h
                   where h.lead_id = v.lead_id and h.seq > 0
                     and not exists (select from measure_visit p
                                      where p.lead_id = v.lead_id and p.seq > 0 and p.left_by = 'told'
                                        and (p.seq, p.n) >= (h.seq, h.n))
                   order by h.seq, h.n limit 1)
 where v.seq = 0 and v.left_at is null;

-- Leads that wait for a manager's review, which pages count.
create index lead_status_review on lead_status (lead_id) where progress ->> 'review' is not null and stage <> 'ERASED';
