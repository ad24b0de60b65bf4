// Fan-out in the store: how a parent gets its shards, and what becomes of one when something happens to the other.
// All of it runs inside the transaction of what happened (finish, lost lease, cancel, retry), so that a crash can
// never leave a parent that waits for nobody.
#pragma once

#include <optional>
#include <string>

#include "storage/sqlite/writer.hpp"

namespace jobhost::sqlite {

// The end of an attempt that planned: stores the shards, the job waits, the attempt is given back. A job that was
// to be cancelled meanwhile is cancelled instead. False, and nothing is written, when the lease is lost.
bool store_plan(WriteSession& session, const Finish& end);

// A shard has reached a terminal state.
void shard_ended(WriteSession& session, JobId parent, JobId shard, JobState state);

// Shards that do not run are cancelled; those that run are asked to stop.
void cancel_shards(WriteSession& session, JobId parent);

// Shards that have not succeeded start anew; returns how many.
int requeue_shards(WriteSession& session, JobId parent);

bool any_shard_runs(Connection& connection, JobId parent);
ShardCounts count_shards(Connection& connection, JobId parent);
std::optional<std::string> read_shard_result(Connection& connection, JobId parent, int shard_index);

}  // namespace jobhost::sqlite
