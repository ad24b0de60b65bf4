-- Market data. ts: microseconds since 1970 UTC.
CREATE TABLE series (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  symbol TEXT NOT NULL,
  timeframe TEXT NOT NULL,
  source TEXT NOT NULL,
  version INTEGER NOT NULL,
  -- New with every version, random: part of the column file's name, so that a cache folder which outlived its database
  -- is never taken for this one's.
  token TEXT NOT NULL,
  bars INTEGER NOT NULL,
  first_ts INTEGER NOT NULL,
  last_ts INTEGER NOT NULL,
  imported_at INTEGER NOT NULL,
  UNIQUE (symbol, timeframe)
) STRICT;

CREATE TABLE bars (
  series_id INTEGER NOT NULL,
  ts INTEGER NOT NULL,
  open REAL NOT NULL,
  high REAL NOT NULL,
  low REAL NOT NULL,
  close REAL NOT NULL,
  volume REAL NOT NULL,
  PRIMARY KEY (series_id, ts)
) STRICT, WITHOUT ROWID;
