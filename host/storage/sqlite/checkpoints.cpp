#include "storage/sqlite/checkpoints.hpp"

#include "storage/sqlite/query.hpp"

namespace jobhost::sqlite {
namespace {

// The text is bytes: the cast keeps them as they are, and a STRICT column takes nothing but a blob.
constexpr auto kSaveCheckpoint = R"(INSERT OR REPLACE INTO job_checkpoints (job_id, saved_at, bytes)
SELECT id, ?, CAST(? AS BLOB) FROM jobs WHERE id = ? AND attempt = ? AND state = 'running')";

}  // namespace

bool save_checkpoint(WriteSession& session, LeaseKey key, const std::string& bytes) {
  return Query(session.connection, kSaveCheckpoint).bind(session.now, bytes, key.id, key.attempt).run() > 0;
}

std::optional<std::string> read_checkpoint(Connection& connection, JobId id) {
  Query query(connection, "SELECT bytes FROM job_checkpoints WHERE job_id = ?");
  if (!query.bind(id).next()) { return std::nullopt; }
  return query.text();
}

bool any_checkpoint(Connection& connection) {
  return Query(connection, "SELECT 1 FROM job_checkpoints LIMIT 1").next();
}

void forget_checkpoint(Connection& connection, JobId id) {
  Query(connection, "DELETE FROM job_checkpoints WHERE job_id = ?").bind(id).run();
}

}  // namespace jobhost::sqlite
