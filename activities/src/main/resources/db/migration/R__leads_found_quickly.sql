-- The index by which leads are found as one types. pg_trgm comes with PostgreSQL and is a trusted extension: whoever may
-- create in the database may install it. Where the product may not, or it is not there, leads are found without the index,
-- one by one; the documents say what an administrator runs. Run anew whenever this file changes.
do $$
begin
  create extension if not exists pg_trgm;
  create index if not exists lead_found_by on lead using gin (found_by gin_trgm_ops);
exception
  when insufficient_privilege or undefined_file or undefined_object or feature_not_supported or invalid_parameter_value then
    raise warning 'finding leads goes without an index: %', sqlerrm;
end $$;
