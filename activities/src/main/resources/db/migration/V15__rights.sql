-- Who changed what about keys, the sales team, accounts, webhooks, policies and suppressions. Lines are only ever added.
create table audit (
  audit_id       bigint generated always as identity primary key,
  at             timestamptz not null,
  by_whom        text not null,                 -- a principal, such as admin:website
  action         text not null,                 -- such as key_made
  target         text not null,                 -- such as key/key-1 or rep/north; nothing of a lead's person
  detail         jsonb not null                 -- what was changed; no secrets
);

create function refuse_to_change_the_audit() returns trigger language plpgsql as
  $$ begin raise exception 'the audit is added to and never changed'; end $$;
create trigger audit_only_grows before update or delete or truncate on audit
  for each statement execute function refuse_to_change_the_audit();

-- A key's name is what histories and the audit call its holder, so it is given once, and never again after it was revoked.
update api_key k
   set name = k.name || '.' || k.key_id
  from (select key_id,
               row_number() over (partition by lower(name) order by revoked_at is not null, created_at, key_id) as place
          from api_key) twins
 where twins.key_id = k.key_id and twins.place > 1;
create unique index api_key_name on api_key (lower(name));

-- From now on an idempotency key belongs to its caller and is kept as a keyed hash; what was kept before is nobody's.
delete from idempotency_key;
