-- A stay that is told of a lead's past was decided by no version of the policy. It is of seq 0, and its n is its place among
-- those that are told; entered_by is 'told'.
alter table measure_visit alter column policy_version drop not null;
