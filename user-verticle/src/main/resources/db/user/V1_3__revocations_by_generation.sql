-- Which generation of the store of all nodes has a revocation; 0 for none. A store that has lost everything is another
-- generation, and is told again.
ALTER TABLE revocations ADD COLUMN announced_in bigint NOT NULL DEFAULT 0;
ALTER TABLE revocations DROP COLUMN announced_at;
CREATE INDEX revocations_by_generation ON revocations (announced_in);
