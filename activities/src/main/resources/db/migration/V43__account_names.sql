-- A company that is known by its domain is called by its name once somebody tells it: what a person of it says goes before
-- what was found, and that before the domain.
alter table account
  add column name_found boolean not null default false;  -- whether the name was found or told by a third party, not by its people

-- Who told a company's name after the account was made is looked at again, some at a time.
update lead l set account_known = false
  from account a
 where a.account_id = l.account_id and a.kind = 'DOMAIN' and a.name = a.key
   and l.account_known and l.erased_at is null and l.company is not null;

-- Whether a company known by its domain is still to be called by a better name.
create function is_nameless(account text) returns boolean language sql stable as $$
  select exists (select from account a where a.account_id = account and a.kind = 'DOMAIN' and (a.name = a.key or a.name_found))
$$;
