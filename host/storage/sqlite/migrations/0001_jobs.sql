-- Jobs and what belongs to them. Times are microseconds since 1970 UTC. Field names are those of job/job.hpp.
--
-- The row of a job changes several times while it lives and is rewritten whole each time, so what never changes and
-- may be large lies beside it in job_payloads and job_results. There are no foreign keys: every child row is written
-- in the transaction that has just touched its job, and only prune deletes (all of it, in one place).
CREATE TABLE jobs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used twice, also after prune
  type TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('scheduled', 'waiting', 'queued', 'running', 'retrying', 'succeeded',
                                       'failed', 'cancelled')),
  revision INTEGER NOT NULL,
  priority INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  max_attempts INTEGER NOT NULL,
  timeout_ms INTEGER,
  run_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  finished_at INTEGER,
  lease_expires_at INTEGER,
  lease_owner TEXT,
  cancel_requested INTEGER NOT NULL DEFAULT 0,
  unique_key TEXT,
  tags TEXT,  -- JSON array; NULL: none
  progress_fraction REAL NOT NULL DEFAULT 0,
  progress_message TEXT,
  progress_updated_at INTEGER,
  error TEXT  -- JSON object {class, code, message, detail, retryable, signal}
) STRICT;

-- What claim reads, in the order in which it claims (the id is the last key of every index). All hot indexes are
-- partial: a job that succeeded is in none of them, so a million finished jobs cost nothing here.
CREATE INDEX jobs_ready ON jobs (type, priority DESC, run_at) WHERE state = 'queued';
CREATE INDEX jobs_due ON jobs (run_at, type, state) WHERE state IN ('scheduled', 'retrying');
CREATE INDEX jobs_leased ON jobs (lease_expires_at) WHERE state = 'running';
CREATE INDEX jobs_waiting ON jobs (type) WHERE state = 'waiting';
-- Dead letters are few and often looked for.
CREATE INDEX jobs_unsuccessful ON jobs (state) WHERE state IN ('failed', 'cancelled');
-- One live job per key.
CREATE UNIQUE INDEX jobs_unique_key ON jobs (type, unique_key)
  WHERE unique_key IS NOT NULL AND state IN ('scheduled', 'waiting', 'queued', 'running', 'retrying');

CREATE TABLE job_payloads (
  job_id INTEGER PRIMARY KEY,
  payload TEXT NOT NULL,
  metadata TEXT  -- NULL: {}
) STRICT;

CREATE TABLE job_results (
  job_id INTEGER PRIMARY KEY,
  size INTEGER NOT NULL,  -- bytes
  result TEXT NOT NULL
) STRICT;

-- Attempts that have ended.
CREATE TABLE job_attempts (
  job_id INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  finished_at INTEGER NOT NULL,
  error TEXT,
  plugin_version TEXT NOT NULL,
  plugin_digest TEXT NOT NULL,
  cpu_ms INTEGER NOT NULL,
  peak_memory_bytes INTEGER NOT NULL,
  PRIMARY KEY (job_id, attempt)
) STRICT, WITHOUT ROWID;

CREATE TABLE job_artifacts (
  job_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (job_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE job_log (
  job_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  time INTEGER NOT NULL,
  level TEXT NOT NULL,
  source TEXT NOT NULL,
  message TEXT NOT NULL,
  dropped INTEGER NOT NULL DEFAULT 0,  -- > 0: the last line, standing for this many that were not kept
  PRIMARY KEY (job_id, seq)
) STRICT, WITHOUT ROWID;
