-- What other programs may read: views in a schema of their own that say nothing of a person, and a role that reads these and
-- nothing else. Where the product may create neither, everything else goes on without; the documents say what an
-- administrator runs. Run anew whenever this file changes.
do $$
begin
  create schema if not exists measures;

  create or replace view measures.leads as
  select m.lead_id, m.entered_at, m.entered_policy, m.mql_at, m.mql_policy, m.mql_for, m.sql_at, m.sql_policy, m.sql_for,
         m.accepted_at, m.accepted_policy, m.contacted_at, m.contacted_policy, m.opportunity_at, m.opportunity_policy, m.won_at,
         m.won_policy, m.won_amount, m.won_currency, m.lost_at, m.lost_policy, m.disqualified_at, m.disqualified_policy,
         m.erased_at, m.stage, m.stage_at, m.recycles, m.amount, m.currency, t.source, t.campaign, t.content, t.channel,
         case when l.erased_at is null then l.industry end as industry,
         case when l.erased_at is null then l.company_size end as company_size,
         case when l.erased_at is null then l.country end as country
    from measure_lead m
    join lead l on l.lead_id = m.lead_id
    left join touch_first t on t.lead_id = m.lead_id;

  create or replace view measures.visits as
  select lead_id, seq, n, came_from, stage, entered_at, policy_version, entered_for, entered_by, amount, currency, left_at,
         left_to, left_for, left_by
    from measure_visit;

  create or replace view measures.handoffs as
  select h.lead_id, h.cycle, h.trigger, h.sla_class, h.policy_version, h.assigned_at, h.deadline, h.first_owner, h.owner,
         h.queue, h.owner_since, h.queued_at, h.contacted_at, h.ended_at, h.ended_how, h.ended_by, h.reason, h.taken_over,
         h.signal_at, h.notified_at, h.system_time, h.rep_time, h.rep_business_time
    from measure_handoff h;

  create or replace view measures.steps as
  select lead_id, seq, n, at, policy_version, sequence, sequence_version, occurrence, step, mail, what from measure_step;

  create or replace view measures.enrolments as
  select lead_id, sequence, seq, n, at, policy_version, sequence_version from measure_enrolment;

  create or replace view measures.mails as
  select lead_id, seq, n, ordered_at, policy_version, sequence, sequence_version, occurrence, step, state, sending_at, sent_at,
         delivered_at, clicked_at, answered_at, unsubscribed_at, complained_at
    from measure_mail;

  create or replace view measures.touches as
  select touch_id, lead_id, at, source, campaign, content, channel from touch;

  create or replace view measures.reps as
  select r.rep_id, r.team_id, t.name as team, r.active from rep r left join team t on t.team_id = r.team_id;
exception
  when insufficient_privilege then
    raise warning 'views for other programs were not made: %', sqlerrm;
    return;
end $$;

do $$
begin
  create role leadloop_measures nologin;
exception
  when duplicate_object or unique_violation then null;
  when insufficient_privilege then
    raise warning 'the role leadloop_measures was not made: %', sqlerrm;
end $$;

do $$
begin
  if exists (select from pg_roles where rolname = 'leadloop_measures')
     and exists (select from pg_namespace where nspname = 'measures') then
    grant usage on schema measures to leadloop_measures;
    grant select on all tables in schema measures to leadloop_measures;
  end if;
exception
  when insufficient_privilege then
    raise warning 'leadloop_measures may not read the views: %', sqlerrm;
end $$;
