-- Generations of plugins: every content of a plugin file that was tried for a job type, and what became of it. Field
-- names are those of job/plugin_generation.hpp.
CREATE TABLE plugin_generations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  job_type TEXT NOT NULL,
  digest TEXT NOT NULL,
  version TEXT NOT NULL,
  source TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('staged', 'probed', 'active', 'draining', 'gone', 'rejected', 'rolled_back')),
  code TEXT NOT NULL,
  reason TEXT NOT NULL,
  fix TEXT NOT NULL,
  staged_at INTEGER NOT NULL,
  activated_at INTEGER,
  ended_at INTEGER
) STRICT;

CREATE INDEX plugin_generations_of_type ON plugin_generations (job_type, id);

-- Contents that were rolled back: not tried again for that type until an operator asks for it.
CREATE TABLE plugin_quarantine (
  job_type TEXT NOT NULL,
  digest TEXT NOT NULL,
  reason TEXT NOT NULL,
  quarantined_at INTEGER NOT NULL,
  PRIMARY KEY (job_type, digest)
) STRICT, WITHOUT ROWID;

-- How many attempts in a row, up to the last one, ended in a crash: a poison job is failed for good.
ALTER TABLE jobs ADD COLUMN crashes INTEGER NOT NULL DEFAULT 0;
