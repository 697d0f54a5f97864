-- Of which alarm administrators were told, by when it began, and up to where changes over there were asked for.
alter table connector add column alarm_told timestamptz;
alter table connector add column poll_after text;
alter table connector add column poll_at timestamptz;
