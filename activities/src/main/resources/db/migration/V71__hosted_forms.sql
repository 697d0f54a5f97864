-- Hosted forms that people build, each saved as a version that is never changed: a page of an older one that is sent later is
-- read as it was shown, and consent is kept in the words that stood there.
create table hosted_form (
  form_id   text not null check (form_id ~ '^[a-z0-9][a-z0-9_-]{0,59}$'),
  version   integer not null check (version > 0),
  form      jsonb not null,
  saved_at  timestamptz not null,
  saved_by  text not null,
  primary key (form_id, version)
);
