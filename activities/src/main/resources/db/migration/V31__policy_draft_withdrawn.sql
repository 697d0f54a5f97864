-- A draft that nobody is to approve of any more.
alter table policy_draft
  add column withdrawn_by text,
  add column withdrawn_at timestamptz,
  add constraint policy_draft_withdrawn check (
    (withdrawn_by is null) = (withdrawn_at is null) and (withdrawn_by is null or published_version is null));
