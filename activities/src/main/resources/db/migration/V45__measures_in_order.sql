-- Facts with their columns in the order in which they are counted: instants and numbers first, words behind, what is only read
-- of one lead last. PostgreSQL reads a row up to the last column that is asked for, and each word before costs all rows again.
-- The rows are the same. What looks at a table by its columns' names sees no difference; the views are moved to the new ones.
lock table measure_lead, measure_visit, measure_cycle in access exclusive mode;

create table measure_lead_new (
  entered_at           timestamptz not null,
  mql_at               timestamptz,
  sql_at               timestamptz,
  accepted_at          timestamptz,
  opportunity_at       timestamptz,
  won_at               timestamptz,
  stage_at             timestamptz not null,
  entered_policy       integer not null,
  mql_policy           integer,
  sql_policy           integer,
  lead_id              text not null,
  stage                text not null,
  mql_for              text,
  sql_for              text,
  accepted_policy      integer,
  opportunity_policy   integer,
  won_policy           integer,
  contacted_at         timestamptz,
  contacted_policy     integer,
  lost_at              timestamptz,
  lost_policy          integer,
  disqualified_at      timestamptz,
  disqualified_policy  integer,
  erased_at            timestamptz,
  recycles             integer,
  won_amount           numeric,
  won_currency         text,
  amount               numeric,
  currency             text
);

create table measure_visit_new (
  entered_at           timestamptz not null,
  left_at              timestamptz,
  seq                  bigint not null,
  n                    integer not null,
  policy_version       integer,
  stage                text not null,
  left_to              text,
  left_by              text,
  lead_id              text not null,
  came_from            text,
  entered_for          text,
  left_for             text,
  entered_by           text not null,
  amount               numeric,
  currency             text
);

create table measure_cycle_new (
  assigned_at          timestamptz not null,
  ended_at             timestamptz,
  deadline             timestamptz not null,
  contacted_at         timestamptz,
  owner_since          timestamptz not null,
  queued_at            timestamptz,
  cycle                integer not null,
  policy_version       integer not null,
  queue                boolean not null,
  taken_over           boolean,
  ended_how            text,
  owner                text not null,
  lead_id              text not null,
  trigger              text not null,
  sla_class            text not null,
  reason               text,
  first_owner          text not null,
  opened_seq           bigint not null,
  cause_event_id       text,
  ended_by             text,
  hours                tstzmultirange,
  paused               tstzmultirange
);

-- Column by column, by name.
do $$
declare
  fact text;
  names text;
begin
  foreach fact in array array['measure_lead', 'measure_visit', 'measure_cycle'] loop
    select string_agg(quote_ident(attname), ', ' order by attnum) into strict names
      from pg_attribute where attrelid = fact::regclass and attnum > 0 and not attisdropped;
    execute format('insert into %I (%s) select %s from %I', fact || '_new', names, names, fact);
  end loop;
end $$;

-- Whoever may read the views still may.
do $$
begin
  if to_regclass('measures.leads') is not null then
    create or replace view measures.leads as
    select m.lead_id, m.entered_at, m.entered_policy, m.mql_at, m.mql_policy, m.mql_for, m.sql_at, m.sql_policy, m.sql_for,
           m.accepted_at, m.accepted_policy, m.contacted_at, m.contacted_policy, m.opportunity_at, m.opportunity_policy, m.won_at,
           m.won_policy, m.won_amount, m.won_currency, m.lost_at, m.lost_policy, m.disqualified_at, m.disqualified_policy,
           m.erased_at, m.stage, m.stage_at, m.recycles, m.amount, m.currency, t.source, t.campaign, t.content, t.channel,
           case when l.erased_at is null then l.industry end as industry,
           case when l.erased_at is null then l.company_size end as company_size,
           case when l.erased_at is null then l.country end as country
      from measure_lead_new m
      join lead l on l.lead_id = m.lead_id
      left join touch_first t on t.lead_id = m.lead_id;
  end if;
  if to_regclass('measures.visits') is not null then
    create or replace view measures.visits as
    select lead_id, seq, n, came_from, stage, entered_at, policy_version, entered_for, entered_by, amount, currency, left_at,
           left_to, left_for, left_by
      from measure_visit_new;
  end if;
end $$;

create or replace view measure_handoff as
select c.lead_id, c.cycle, c.opened_seq, c.cause_event_id, c.trigger, c.sla_class, c.policy_version, c.assigned_at, c.deadline,
       c.first_owner, c.owner, c.queue, c.owner_since, c.queued_at, c.contacted_at, c.ended_at, c.ended_how, c.ended_by, c.reason,
       c.taken_over, c.hours, c.paused,
       i.recorded_at as signal_at,
       n.notified_at,
       n.notified_at - i.recorded_at as system_time,
       case when c.ended_how in ('ACCEPTED', 'REJECTED', 'RETURNED') and n.notified_at <= c.ended_at
            then c.ended_at - n.notified_at end as rep_time,
       case when c.ended_how in ('ACCEPTED', 'REJECTED', 'RETURNED') and n.notified_at <= c.ended_at
            then (select coalesce(sum(upper(r) - lower(r)), interval '0')
                    from unnest((c.hours - coalesce(c.paused, '{}'))
                                * tstzmultirange(tstzrange(n.notified_at, c.ended_at))) r) end as rep_business_time
  from measure_cycle_new c
  left join inbox i on i.lead_id = c.lead_id and i.event_id = c.cause_event_id and i.kind = 'signal'
  left join (
    select e.lead_id, e.seq, (e.effect ->> 'cycle')::integer as cycle, min(e.done_at) as notified_at
      from effect e
     where e.kind = 'notify' and e.effect ->> 'notice' in ('HANDOFF', 'QUEUED')
     group by e.lead_id, e.seq, (e.effect ->> 'cycle')::integer) n
    on n.lead_id = c.lead_id and n.seq = c.opened_seq and n.cycle = c.cycle;

drop table measure_lead;
drop table measure_visit;
drop table measure_cycle;
alter table measure_lead_new rename to measure_lead;
alter table measure_visit_new rename to measure_visit;
alter table measure_cycle_new rename to measure_cycle;

alter table measure_lead add constraint measure_lead_pkey primary key (lead_id);
create index measure_lead_entered on measure_lead (entered_at);
create index measure_lead_ready on measure_lead (least(mql_at, sql_at)) where least(mql_at, sql_at) is not null;
create index measure_lead_mql on measure_lead (mql_at) where mql_at is not null;
create index measure_lead_sql on measure_lead (sql_at) where sql_at is not null;
create index measure_lead_accepted on measure_lead (accepted_at) where accepted_at is not null;
alter table measure_visit add constraint measure_visit_pkey primary key (lead_id, seq, n);
create index measure_visit_stage on measure_visit (stage, entered_at);
-- What is told of a past, which is little among what happened here.
create index measure_visit_told on measure_visit (stage) where seq = 0;
alter table measure_cycle add constraint measure_cycle_pkey primary key (lead_id, cycle);
create index measure_cycle_assigned on measure_cycle (assigned_at);
create index measure_cycle_ended on measure_cycle (ended_at) where ended_at is not null;

analyze measure_lead, measure_visit, measure_cycle;
