-- What plugins keep between attempts and for other jobs. Times are microseconds since 1970 UTC.

-- The last checkpoint of a job that has not ended yet.
CREATE TABLE job_checkpoints (
  job_id INTEGER PRIMARY KEY,
  saved_at INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

-- Documents by collection and key; the newest writer wins. They outlive the job that wrote them.
CREATE TABLE records (
  collection TEXT NOT NULL,
  key TEXT NOT NULL,
  json TEXT NOT NULL,
  job_id INTEGER NOT NULL,
  time INTEGER NOT NULL,
  PRIMARY KEY (collection, key)
) STRICT, WITHOUT ROWID;
