#include "storage/sqlite/sqlite_trial_ledger.hpp"

#include <algorithm>

#include "storage/sqlite/query.hpp"

namespace jobhost::sqlite {
namespace {

// Whose the row is, and what it has so far.
constexpr auto kReported = R"(SELECT jobs.type, coalesce(parent_id, id), coalesce(shard_index, -1),
  coalesce(trial_ledger.evaluations, 0)
FROM jobs LEFT JOIN trial_ledger ON symbol = ? AND timeframe = ? AND job_id = coalesce(parent_id, id)
  AND shard = coalesce(shard_index, -1)
WHERE id = ?)";

constexpr auto kReport = R"(INSERT OR REPLACE INTO trial_ledger
(symbol, timeframe, job_id, shard, type, evaluations, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?))";

constexpr auto kTotalOfSeries = R"(SELECT coalesce(sum(evaluations), 0), count(DISTINCT job_id) FROM trial_ledger
WHERE symbol = ? AND timeframe = ?)";

constexpr auto kTotalsByType = R"(SELECT type, sum(evaluations), count(DISTINCT job_id) FROM trial_ledger
WHERE symbol = ? AND timeframe = ? GROUP BY type ORDER BY type)";

constexpr auto kTotalsBySeries = R"(SELECT symbol, timeframe, sum(evaluations), count(DISTINCT job_id)
FROM trial_ledger GROUP BY symbol, timeframe ORDER BY symbol, timeframe)";

TrialTotals read_trial_totals(Query& row) {
  TrialTotals totals;
  totals.evaluations = row.integer();
  totals.jobs = row.integer();
  return totals;
}

struct ReportedTrials {
  std::string type;
  JobId job = 0;
  std::int64_t shard = 0;
  std::int64_t evaluations = 0;
};

std::optional<ReportedTrials> find_reported(Connection& connection, JobId id, const SeriesKey& key) {
  Query query(connection, kReported);
  if (!query.bind(key.symbol, key.timeframe, id).next()) { return std::nullopt; }
  ReportedTrials reported;
  reported.type = query.text();
  reported.job = query.integer();
  reported.shard = query.integer();
  reported.evaluations = query.integer();
  return reported;
}

TrialTotals total_of_series(Connection& connection, const SeriesKey& key) {
  Query query(connection, kTotalOfSeries);
  query.bind(key.symbol, key.timeframe).next();
  return read_trial_totals(query);
}

}  // namespace

std::optional<CountedTrials> SqliteTrialLedger::count(JobId job, const SeriesKey& key, std::int64_t evaluations) {
  std::optional<CountedTrials> counted;
  writer_.write([&](WriteSession& session) {
    const auto before = find_reported(session.connection, job, key);
    if (!before) { return; }
    if (evaluations > before->evaluations) {
      Query(session.connection, kReport)
          .bind(key.symbol, key.timeframe, before->job, before->shard, before->type, evaluations, session.now)
          .run();
    }
    counted = {.totals = total_of_series(session.connection, key),
               .type = before->type,
               .added = std::max<std::int64_t>(evaluations - before->evaluations, 0)};
  });
  return counted;
}

TrialSummary SqliteTrialLedger::summary(const SeriesKey& key) const {
  return readers_.read([&](Connection& connection) {
    TrialSummary summary;
    Query query(connection, kTotalsByType);
    query.bind(key.symbol, key.timeframe);
    while (query.next()) {
      auto type = query.text();
      summary.by_type.push_back({std::move(type), read_trial_totals(query)});
      // A job has one type, so nothing is counted twice.
      summary.totals.evaluations += summary.by_type.back().totals.evaluations;
      summary.totals.jobs += summary.by_type.back().totals.jobs;
    }
    return summary;
  });
}

std::vector<SeriesTrials> SqliteTrialLedger::list() const {
  return readers_.read([](Connection& connection) {
    Query query(connection, kTotalsBySeries);
    std::vector<SeriesTrials> all;
    while (query.next()) {
      auto symbol = query.text();
      auto timeframe = query.text();
      all.push_back({{std::move(symbol), std::move(timeframe)}, read_trial_totals(query)});
    }
    return all;
  });
}

}  // namespace jobhost::sqlite
