-- Run at every start. A line that can be seen is of a transaction that is over; where this cluster has not come to that one yet,
-- it is from another, out of a dump.
update feed_era
   set era = era + 1
 where exists (select from lifecycle_event e where e.era = feed_era.era and e.tx >= pg_snapshot_xmax(pg_current_snapshot()));
