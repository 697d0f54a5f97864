-- The facts that segments of a policy mostly ask for: lists of leads are cut by them, and their values are looked up one by one.
create index lead_country on lead (country, lead_id) where country is not null;
create index lead_industry on lead (industry, lead_id) where industry is not null;
create index lead_company_size on lead (company_size, lead_id) where company_size is not null;
