-- Content that somebody asked for by a form and that is to be mailed: one a day for each lead and form.
create table content_delivery (
  lead_id    text not null references lead on delete cascade,
  form_id    text not null,
  version    integer not null,
  asked_on   date not null,
  title      text not null,
  url        text not null,
  asked_at   timestamptz not null,
  due_at     timestamptz,                               -- null once it is settled
  tries      integer not null default 0,
  result     text,                                      -- what came of it last
  primary key (lead_id, form_id, asked_on)
);
create index content_delivery_due on content_delivery (due_at) where due_at is not null;
