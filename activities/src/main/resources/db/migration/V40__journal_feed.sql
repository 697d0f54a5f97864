-- Where a line of the journal stands in the feed: behind all lines of transactions that began before. Whoever reads up to the
-- oldest transaction that still runs misses none that commits late. An era is the life of one cluster, since the numbers of
-- transactions begin anew where a dump is restored into another. Lines of before this column are the oldest.
create table feed_era (
  only_row       boolean primary key default true check (only_row),
  era            integer not null
);
insert into feed_era (era) values (0);

alter table lifecycle_event
  add column era integer not null default 0,
  add column tx xid8 not null default '0';
alter table lifecycle_event alter column tx set default pg_current_xact_id();
create index lifecycle_event_feed on lifecycle_event (era, tx, lead_id, seq, n);
