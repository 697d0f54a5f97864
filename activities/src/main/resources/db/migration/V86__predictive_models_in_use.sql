-- Which model was in use from when on. Nothing is taken out of it: a past decision is judged anew by the model of its time.
create table predictive_model_use (
  at             timestamptz primary key,
  version        integer not null references predictive_model,
  used_by        text not null
);
insert into predictive_model_use (at, version, used_by)
select used_at, min(version), min(used_by) from predictive_model where used_at is not null and used_by is not null group by used_at;
