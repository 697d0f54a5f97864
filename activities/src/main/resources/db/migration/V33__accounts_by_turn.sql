-- A company whose people did something does not wait behind a file of thousands that nobody of has come yet.
alter table account_dirty add column bulk boolean not null default false;
drop index account_dirty_due;
create index account_dirty_turn on account_dirty (bulk, due_at);

-- Has an account counted anew before long, however often it is called meanwhile; returns whether that was not so already. What
-- is called for in bulk is counted when nothing else is due, and now and then before.
create function mark_account(marked text, in_bulk boolean) returns boolean language plpgsql as $$
begin
  if marked is null then
    return false;
  end if;
  perform from account_dirty d
    where d.account_id = marked and d.due_at > clock_timestamp() and (in_bulk or not d.bulk)
    limit 1
      for key share skip locked;
  if found then
    return false;
  end if;
  insert into account_dirty (account_id, due_at, bulk)
  select marked, clock_timestamp() + w.debounce, in_bulk from account_work w;
  return true;
end $$;

create or replace function mark_account(marked text) returns boolean language sql as $$
  select mark_account(marked, false);
$$;
