-- Models that were learned from outcomes. What is there once never changes, but since when it is used.
create table predictive_model (
  version        integer primary key,
  made_at        timestamptz not null,
  made_by        text not null,
  document       json not null,                 -- Trained as JSON: weights, provenance, evaluation, what was left out
  used_at        timestamptz,                   -- the one that was taken into use last is in use; null for never
  used_by        text
);
