#include "storage/sqlite/sqlite_plugin_store.hpp"

#include <fmt/format.h>

#include "storage/sqlite/query.hpp"

namespace jobhost::sqlite {
namespace {

constexpr auto kInsertGeneration = R"(INSERT INTO plugin_generations
(job_type, digest, version, source, state, code, reason, fix, staged_at, activated_at, ended_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))";

constexpr auto kUpdateGeneration = R"(UPDATE plugin_generations
SET version = ?, state = ?, code = ?, reason = ?, fix = ?, activated_at = ?, ended_at = ? WHERE id = ?)";

constexpr auto kGenerationColumns =
    "id, job_type, digest, version, source, state, code, reason, fix, staged_at, activated_at, ended_at";

constexpr auto kEndOpen = R"(UPDATE plugin_generations SET state = 'gone', ended_at = ?
WHERE state IN ('staged', 'probed', 'active', 'draining'))";

PluginGeneration read_generation(Query& row) {
  PluginGeneration generation;
  generation.id = row.integer();
  generation.job_type = row.text();
  generation.digest = row.text();
  generation.version = row.text();
  generation.source = row.text();
  generation.state = parse_generation_state(row.text()).value();  // the table's CHECK lets no other text in
  generation.refusal = {row.text(), {}, {}};
  generation.refusal.reason = row.text();
  generation.refusal.fix = row.text();
  generation.staged_at = row.time();
  generation.activated_at = row.optional_time();
  generation.ended_at = row.optional_time();
  return generation;
}

std::vector<PluginGeneration> read_generations(Query& query) {
  std::vector<PluginGeneration> all;
  while (query.next()) { all.push_back(read_generation(query)); }
  return all;
}

}  // namespace

std::int64_t SqlitePluginStore::insert(const PluginGeneration& generation) {
  std::int64_t id = 0;
  writer_.write([&](WriteSession& session) {
    const auto& g = generation;
    Query(session.connection, kInsertGeneration)
        .bind(g.job_type, g.digest, g.version, g.source, to_string(g.state), g.refusal.code, g.refusal.reason,
              g.refusal.fix, g.staged_at, g.activated_at, g.ended_at)
        .run();
    id = session.connection.database().getLastInsertRowid();
  });
  return id;
}

void SqlitePluginStore::update(const PluginGeneration& generation) {
  writer_.write([&](WriteSession& session) {
    const auto& g = generation;
    Query(session.connection, kUpdateGeneration)
        .bind(g.version, to_string(g.state), g.refusal.code, g.refusal.reason, g.refusal.fix, g.activated_at,
              g.ended_at, g.id)
        .run();
  });
}

std::vector<PluginGeneration> SqlitePluginStore::list(int limit) const {
  return readers_.read([&](Connection& connection) {
    static const auto sql =
        fmt::format("SELECT {} FROM plugin_generations ORDER BY id DESC LIMIT ?", kGenerationColumns);
    Query query(connection, sql);
    query.bind(limit);
    return read_generations(query);
  });
}

std::optional<PluginGeneration> SqlitePluginStore::last_good(const std::string& job_type,
                                                             const std::string& except) const {
  return readers_.read([&](Connection& connection) -> std::optional<PluginGeneration> {
    static const auto sql = fmt::format(
        R"(SELECT {} FROM plugin_generations AS g
WHERE job_type = ? AND digest <> ? AND activated_at IS NOT NULL AND state IN ('active', 'draining', 'gone')
  AND NOT EXISTS (SELECT 1 FROM plugin_quarantine AS q WHERE q.job_type = g.job_type AND q.digest = g.digest)
ORDER BY activated_at DESC, id DESC LIMIT 1)",
        kGenerationColumns);
    Query query(connection, sql);
    query.bind(job_type, except);
    auto found = read_generations(query);
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
  });
}

void SqlitePluginStore::end_open(Timestamp now) {
  writer_.write([&](WriteSession& session) { Query(session.connection, kEndOpen).bind(now).run(); });
}

void SqlitePluginStore::quarantine(const std::string& job_type, const std::string& digest,
                                   const std::string& reason) {
  writer_.write([&](WriteSession& session) {
    Query(session.connection,
          "INSERT OR REPLACE INTO plugin_quarantine (job_type, digest, reason, quarantined_at) VALUES (?, ?, ?, ?)")
        .bind(job_type, digest, reason, session.now)
        .run();
  });
}

std::optional<std::string> SqlitePluginStore::quarantine_reason(const std::string& job_type,
                                                                const std::string& digest) const {
  return readers_.read([&](Connection& connection) -> std::optional<std::string> {
    Query query(connection, "SELECT reason FROM plugin_quarantine WHERE job_type = ? AND digest = ?");
    if (!query.bind(job_type, digest).next()) { return std::nullopt; }
    return query.text();
  });
}

void SqlitePluginStore::lift_quarantine() {
  writer_.write([](WriteSession& session) { Query(session.connection, "DELETE FROM plugin_quarantine").run(); });
}

}  // namespace jobhost::sqlite
