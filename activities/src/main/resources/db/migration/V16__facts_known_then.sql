-- What was known of a lead, and when: every change of a fact that rules go by, by whatever door it came. A fact that was
-- known from the beginning changed from nothing when the lead came in. Names and addresses are not kept here: of an
-- address only the domain, which is what its kind is read from. There is no reference to lead: checked for each of the
-- half a dozen facts that a lead comes in with, it was measured to cost a third of the intake rate.
create table fact_change (
  lead_id        text not null,
  at             timestamptz not null,          -- when it was recorded; no decision of before knew it
  field          text not null,                 -- as policies name it, answers.<name>, or emailDomain
  old            text,                          -- null where it was not known
  new            text,                          -- null where it is not known any more
  source         text not null,                 -- by which door, and whose hand
  primary key (lead_id, at, field)
);

-- Of leads that were there before, what is known now is taken to have been known from the beginning: of earlier changes
-- only that there were some is on record.
insert into fact_change (lead_id, at, field, old, new, source)
select l.lead_id, l.created_at, f.field, null, f.value, 'known before changes were kept'
  from lead l
 cross join lateral (
   values ('title', l.title), ('company', l.company), ('companySize', l.company_size::text), ('industry', l.industry),
          ('country', l.country), ('timeZone', l.time_zone), ('source', l.source), ('campaign', l.campaign),
          ('content', l.content), ('emailDomain', split_part(l.email_key, '@', 2))
   union all
   select 'answers.' || a.key, a.value from jsonb_each_text(l.answers) a) as f(field, value)
 where f.value is not null and l.erased_at is null
 order by l.lead_id, f.field;
