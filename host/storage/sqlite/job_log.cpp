#include "storage/sqlite/job_log.hpp"

#include <fmt/format.h>

#include "storage/sqlite/query.hpp"

namespace jobhost::sqlite {
namespace {

constexpr auto kLastSeq = "SELECT coalesce(max(seq), 0) FROM job_log WHERE job_id = ?";

constexpr auto kInsertLine =
    "INSERT INTO job_log (job_id, seq, attempt, time, level, source, message) VALUES (?, ?, ?, ?, ?, ?, ?)";

constexpr auto kCountDropped = R"(INSERT INTO job_log
(job_id, seq, attempt, time, level, source, message, dropped) VALUES (?, ?, ?, ?, 'warning', 'host', '', ?)
ON CONFLICT (job_id, seq) DO UPDATE
SET dropped = dropped + excluded.dropped, attempt = excluded.attempt, time = excluded.time)";

constexpr auto kSelectLines = R"(SELECT seq, attempt, time, level, source, message, dropped FROM job_log
WHERE job_id = ? AND seq > ? ORDER BY seq LIMIT ?)";

std::int64_t last_seq(Connection& connection, JobId id) {
  Query query(connection, kLastSeq);
  query.bind(id).next();
  return query.integer();
}

LogLine read_line(Query& row) {
  LogLine line;
  line.seq = row.integer();
  line.attempt = row.small();
  line.time = row.time();
  line.level = row.text();
  line.source = row.text();
  line.message = row.text();
  if (const auto dropped = row.integer(); dropped > 0) {
    line.message =
        fmt::format("{} more lines were dropped: the log of a job holds {} lines", dropped, kMaxLogLines);
  }
  return line;
}

}  // namespace

void append_log(Connection& connection, LeaseKey key, std::span<const LogLine> lines) {
  if (lines.empty()) { return; }
  auto seq = last_seq(connection, key.id);
  const auto room = static_cast<std::size_t>(std::max<std::int64_t>(0, kMaxLogLines - seq));
  const auto kept = lines.first(std::min(room, lines.size()));
  Query insert(connection, kInsertLine);
  for (const auto& line : kept) {
    insert.bind(key.id, ++seq, key.attempt, line.time, line.level, line.source, line.message).run();
  }
  if (kept.size() == lines.size()) { return; }
  const auto dropped = static_cast<std::int64_t>(lines.size() - kept.size());
  Query(connection, kCountDropped).bind(key.id, kMaxLogLines + 1, key.attempt, lines.back().time, dropped).run();
}

std::vector<LogLine> read_log(Connection& connection, JobId id, std::int64_t after, int limit) {
  Query query(connection, kSelectLines);
  query.bind(id, after, std::max(limit, 0));
  std::vector<LogLine> lines;
  while (query.next()) { lines.push_back(read_line(query)); }
  return lines;
}

}  // namespace jobhost::sqlite
