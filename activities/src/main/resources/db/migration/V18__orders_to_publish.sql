-- The Idempotency-Key a version was published under: the same order given again is the same version.
create table policy_order (
  order_key      text primary key,
  version        integer not null references policy_version
);
