-- The index by which leads are found as one types, looked for at every start. pg_trgm comes with PostgreSQL and is a trusted
-- extension: whoever may create in the database may install it. Where the product may not, or it is not there, leads are found
-- without the index, one by one; the documents say what an administrator runs. One process makes it, the others find it made.
do $$
begin
  perform pg_advisory_xact_lock(hashtext('leads found quickly'));
  if exists (select from pg_attribute where attrelid = to_regclass('lead') and attname = 'found_by')
      and to_regclass('lead_found_by') is null then
    create extension if not exists pg_trgm;
    create index lead_found_by on lead using gin (found_by gin_trgm_ops);
  end if;
exception
  when insufficient_privilege or undefined_file or undefined_object or feature_not_supported or invalid_parameter_value then
    raise warning 'finding leads goes without an index: %', sqlerrm;
end $$;
