-- Events of a mail provider that change nothing at once, as they came with one call: a row a call, so that a burst is kept
-- as fast as it arrives. They become rows of provider_event seconds later. They name persons, so none may stay here.
create table provider_batch (
  batch_id       bigint generated always as identity primary key,
  received_at    timestamptz not null,
  events         text not null                  -- a JSON array of columns of provider_event
);
-- It lives for seconds: to compress it takes longer than to write it.
alter table provider_batch alter column events set storage external;
