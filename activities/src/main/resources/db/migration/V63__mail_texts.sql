-- Texts of mails, version by version. What was saved on a page or by a call goes before the files, until it is given back to them.
create table mail_text (
  template       text not null,                 -- id of the text, such as nurture/1-guide
  version        integer not null,
  origin         text not null,                 -- SAVED by somebody; FILE as it stood when a mail was first written with it; BACK to the files
  source         text,                          -- the whole text as a file has it; null where it is given back
  hash           text not null,                 -- SHA-256 of the source, in hex
  saved_at       timestamptz not null,
  saved_by       text not null,
  note           text,
  primary key (template, version)
);
create unique index mail_text_file on mail_text (template, hash) where origin = 'FILE';

-- With which text each mail was written; unknown of those before.
alter table sent_mail add column template text, add column template_version integer;
