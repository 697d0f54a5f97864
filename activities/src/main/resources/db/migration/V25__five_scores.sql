-- Use of the product and the company behind a lead have scores of their own; qualified_by is PQL or MQA where one of these made
-- a lead ready, and null where its score did, its own request or a person.
alter table lead_status
  add column product_score int not null default 0,
  add column account_score int not null default 0,
  add column qualified_by text;
