#include "storage/sqlite/sqlite_schedule_store.hpp"

#include <algorithm>

#include "storage/sqlite/insert_jobs.hpp"
#include "storage/sqlite/query.hpp"

namespace jobhost::sqlite {
namespace {

// The WHERE leaves an unchanged schedule as it is. A clock that was set back must not bring done slots back.
constexpr auto kKeepSchedule = R"(INSERT INTO schedules (name, cron, enabled, done_until) VALUES (?, ?, ?, ?)
ON CONFLICT (name) DO UPDATE SET cron = excluded.cron, enabled = excluded.enabled,
  done_until = max(done_until, excluded.done_until)
WHERE cron <> excluded.cron OR enabled <> excluded.enabled)";

constexpr auto kListSchedules =
    R"(SELECT name, done_until, last_slot, last_job_id, missed, last_error, last_error_at
FROM schedules ORDER BY name)";

constexpr auto kFire =
    R"(UPDATE schedules SET done_until = ?, last_slot = ?, missed = missed + ?, last_error = NULL,
  last_error_at = NULL WHERE name = ? AND done_until = ?)";

constexpr auto kSkip =
    R"(UPDATE schedules SET done_until = ?, missed = missed + ?, last_error = ?, last_error_at = ?
WHERE name = ? AND done_until = ?)";

std::vector<std::string> schedule_names(Connection& connection) {
  Query query(connection, "SELECT name FROM schedules");
  std::vector<std::string> names;
  while (query.next()) { names.push_back(query.text()); }
  return names;
}

void forget_all_but(WriteSession& session, std::span<const ScheduleKey> schedules) {
  for (const auto& name : schedule_names(session.connection)) {
    const auto is_it = [&](const ScheduleKey& each) { return each.name == name; };
    if (std::any_of(schedules.begin(), schedules.end(), is_it)) { continue; }
    Query(session.connection, "DELETE FROM schedules WHERE name = ?").bind(name).run();
  }
}

ScheduleState read_schedule_state(Query& row) {
  ScheduleState state;
  state.name = row.text();
  state.done_until = row.time();
  state.last_slot = row.optional_time();
  state.last_job_id = row.optional_integer();
  state.missed = row.integer();
  state.last_error = row.text();
  state.last_error_at = row.optional_time();
  return state;
}

}  // namespace

void SqliteScheduleStore::keep(std::span<const ScheduleKey> schedules) {
  writer_.write([&](WriteSession& session) {
    forget_all_but(session, schedules);
    for (const auto& each : schedules) {
      Query(session.connection, kKeepSchedule).bind(each.name, each.cron, each.enabled, session.now).run();
    }
  });
}

std::vector<ScheduleState> SqliteScheduleStore::list() const {
  return readers_.read([](Connection& connection) {
    Query query(connection, kListSchedules);
    std::vector<ScheduleState> all;
    while (query.next()) { all.push_back(read_schedule_state(query)); }
    return all;
  });
}

std::optional<JobId> SqliteScheduleStore::fire(const std::string& name, const DueSlots& due, const NewJob& job) {
  std::optional<JobId> id;
  writer_.write([&](WriteSession& session) {
    const bool first =
        Query(session.connection, kFire).bind(due.slot, due.slot, due.passed, name, due.after).run() == 1;
    if (!first) { return; }
    id = insert_jobs(session, {&job, 1}).front().id;
    Query(session.connection, "UPDATE schedules SET last_job_id = ? WHERE name = ?").bind(*id, name).run();
  });
  return id;
}

bool SqliteScheduleStore::skip(const std::string& name, const DueSlots& due, const std::string& error) {
  bool first = false;
  writer_.write([&](WriteSession& session) {
    first = Query(session.connection, kSkip)
                .bind(due.slot, due.passed + 1, error, session.now, name, due.after)
                .run() == 1;
  });
  return first;
}

}  // namespace jobhost::sqlite
