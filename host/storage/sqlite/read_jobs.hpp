// The reading half of JobStore: find, result, list, counts. Each runs in the caller's read transaction.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "storage/job_store.hpp"
#include "storage/sqlite/connection.hpp"

namespace jobhost::sqlite {

std::optional<JobDetail> find_job(Connection& connection, JobId id);

std::optional<std::string> read_result(Connection& connection, JobId id, std::int64_t offset, std::int64_t limit);

JobPage list_jobs(Connection& connection, const JobFilter& filter, std::optional<JobId> before, int limit);

std::map<std::string, TypeCounts> count_live(Connection& connection);

}  // namespace jobhost::sqlite
