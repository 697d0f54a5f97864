-- Mails as they were sent, for whoever asks later what a lead was written. They were written to a person: what is erased of a
-- lead is erased here too. The reader's own way out stands in none of them.
create table sent_mail (
  send_id        uuid primary key references send,
  subject        text not null,
  text           text not null,
  html           text not null
);
