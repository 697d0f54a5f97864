-- Who holds a key: a person, or a system such as a website. Of drafts of the policy only persons approve. Keys made before may be
-- persons' and go on as such; one that a system holds is made anew.
alter table api_key add column holder text not null default 'PERSON' check (holder in ('PERSON', 'SYSTEM'));
