// JobStore::prune.
#pragma once

#include <span>
#include <vector>

#include "storage/sqlite/writer.hpp"

namespace jobhost::sqlite {

// Terminal jobs that finished before `before`, oldest first, at most `limit`. Reads only.
std::vector<JobId> find_prunable(Connection& connection, Timestamp before, int limit);

// Deletes those of them that still are, with all that belongs to them; returns how many.
int prune_jobs(WriteSession& session, std::span<const JobId> ids, Timestamp before);

// All shards of a parent, with all that belongs to them.
void delete_shards(Connection& connection, JobId parent);

}  // namespace jobhost::sqlite
