-- An answer whose giver waits is decided by an Update. When the server that carries it dies, the decision may be recorded
-- and yet unknown to the workflow, so such a row is rung for once more unless its giver got the verdict.
alter table inbox add awaited boolean not null default false;
