// The log of a job: numbered from 1, at most kMaxLogLines kept, so that a plugin that floods its log cannot fill
// the disk. What comes later is counted in one last line.
#pragma once

#include <span>
#include <vector>

#include "storage/job_store.hpp"
#include "storage/sqlite/connection.hpp"

namespace jobhost::sqlite {

inline constexpr std::int64_t kMaxLogLines = 10'000;

// The caller has made sure that the lease is held.
void append_log(Connection& connection, LeaseKey key, std::span<const LogLine> lines);

// Lines with seq > after, oldest first.
std::vector<LogLine> read_log(Connection& connection, JobId id, std::int64_t after, int limit);

}  // namespace jobhost::sqlite
