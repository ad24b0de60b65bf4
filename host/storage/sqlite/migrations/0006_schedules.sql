-- How far each schedule of jobs.yaml has got. Times are microseconds since 1970 UTC.
CREATE TABLE schedules (
  name TEXT PRIMARY KEY,
  cron TEXT NOT NULL,
  enabled INTEGER NOT NULL,
  done_until INTEGER NOT NULL,  -- every slot up to here has been dealt with; what fire and skip are fenced on
  last_slot INTEGER,            -- the last one that became a job
  last_job_id INTEGER,
  missed INTEGER NOT NULL DEFAULT 0,  -- slots that passed without a job
  last_error TEXT,              -- why the last slot did not become a job; NULL: it did
  last_error_at INTEGER
) STRICT, WITHOUT ROWID;
