-- Fan-out: a job whose plugin cuts it into shards (the parent) waits for child jobs, one per shard. Field names are
-- those of job/job.hpp.
--   parent: shard_count is set once it has been planned; from then on its next run is the merge.
--   shard:  parent_id, shard_index (from 0) and shard_count are set for good.
-- All NULL in a plain job, which costs it three bytes and no entry in any index.
ALTER TABLE jobs ADD COLUMN parent_id INTEGER;
ALTER TABLE jobs ADD COLUMN shard_index INTEGER;
ALTER TABLE jobs ADD COLUMN shard_count INTEGER;

-- No state in it, so that a shard that changes its state rewrites no entry. What asks for shards that are not done reads
-- it from the highest index down: shards start in the order of their index, so one that is not done comes soon.
CREATE UNIQUE INDEX jobs_of_parent ON jobs (parent_id, shard_index) WHERE parent_id IS NOT NULL;
