-- Leads are found by part of a name, a company, an address, an id or a phone number; what makes it quick is made by
-- afterMigrate__leads_found_quickly.sql, where that is allowed.

-- The text as it is compared: no case, no accents, nothing that cannot be seen, one space for any. Capitals of Greek
-- and Cyrillic are named, since lower() knows them by the locale of the database alone.
create function lead_fold(told text) returns text language sql immutable parallel safe as $$
  select replace(replace(replace(
           translate(
             regexp_replace(
               regexp_replace(
                 lower(normalize(told, NFKD)), '[\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]', '', 'g'),
               '\s+', ' ', 'g'),
             'øłđıðþŋØŁĐÐÞŊÆŒẞАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁІЇЄҐЂЈЉЊЋЏΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩς',
             'oldidtnolddtnæœßабвгдежзийклмнопрстуфхцчшщъыьэюяеіїєґђјљњћџαβγδεζηθικλμνξοπρστυφχψωσ'),
           'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe')
$$;

-- The pattern that finds such text literally: what LIKE takes for a wildcard is escaped.
create function lead_like(told text) returns text language sql immutable parallel safe as $$
  select replace(replace(replace(lead_fold(told), '\', '\\'), '%', '\%'), '_', '\_')
$$;

-- The digits of a phone number, without the zero that is dialled at home alone.
create function phone_digits(told text) returns text language sql immutable parallel safe as $$
  select regexp_replace(replace(left(coalesce(told, ''), 60), '(0)', ''), '[^0-9]', '', 'g')
$$;

-- What a lead is found by: narrow, since a name may be as long as whoever sent it liked.
alter table lead
  add column found_by text generated always as (
    ' ' || lead_fold(coalesce(left(first_name, 200), '') || ' ' || coalesce(left(last_name, 200), '') || ' '
      || coalesce(left(company, 200), '') || ' ' || coalesce(left(email, 254), '') || ' ' || lead_id)
    || ' ' || phone_digits(answers ->> 'phone') || ' ' || phone_digits(answers ->> 'telephone') || ' '
    || phone_digits(answers ->> 'mobile') || ' ' || phone_digits(answers ->> 'phone_number') || ' '
    || phone_digits(answers ->> 'phoneNumber')) stored;
create index lead_source on lead (source, lead_id) where source is not null;

-- The orders in which lists of leads come.
create index lead_status_score on lead_status (score desc, lead_id desc);
create index lead_status_sla_due on lead_status (sla_due_at, lead_id) where sla_due_at is not null;

-- Leads that get no nurture mail for now.
create index lead_status_held on lead_status (lead_id)
  where progress #>> '{gate,parkedUntil}' is not null or progress ->> 'withheld' is not null;

-- A way of looking at the list of leads that somebody keeps; shared with all where it says so.
create table lead_view (
  view_id  bigint generated always as identity primary key,
  owner    text not null,                       -- principal, such as manager:kim
  name     text not null,
  shared   boolean not null,
  query    text not null,                       -- of the page's address: filters, order and columns
  kept_at  timestamptz not null,
  unique (owner, name)
);
create index lead_view_shared on lead_view (name) where shared;
