-- How often strategies have been evaluated on each series, for statistics that must know it. Nothing deletes from it: an
-- evaluation stays made when its job is pruned, and job ids are never used twice. Times are microseconds since 1970 UTC.
CREATE TABLE trial_ledger (
  symbol TEXT NOT NULL,
  timeframe TEXT NOT NULL,
  job_id INTEGER NOT NULL,       -- of a shard: its parent
  shard INTEGER NOT NULL,        -- its index; -1: the job itself. A job that is planned anew has the same indexes again
  type TEXT NOT NULL,
  evaluations INTEGER NOT NULL,  -- the largest number that any attempt has reported
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (symbol, timeframe, job_id, shard)
) STRICT, WITHOUT ROWID;
