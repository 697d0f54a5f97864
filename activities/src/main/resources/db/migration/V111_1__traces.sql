-- The trace that a row of the inbox and what came of it belong to, as W3C writes it; only where traces are recorded.
alter table inbox add column trace text;
alter table effect add column trace text;
