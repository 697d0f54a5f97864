-- A campaign may send one mail instead of beginning a sequence, and begin later. Whom it told is kept, so that what came of it
-- is counted of them alone.
alter table campaign
  add column mail      text,        -- id of the text of the one mail; null where a sequence is begun
  add column starts_at timestamptz; -- null for when it was created

create table campaign_lead (
  campaign_id text not null references campaign,
  lead_id     text not null,
  told_at     timestamptz not null,
  primary key (campaign_id, lead_id)
);

insert into campaign_lead (campaign_id, lead_id, told_at)
select c.campaign_id, i.lead_id, i.recorded_at
  from inbox i join campaign c on i.event_id = 'campaign-' || c.campaign_id
on conflict do nothing;
