// The end of attempts: JobStore::finish_if_leased, and what the loss of a lease shares with it.
#pragma once

#include <span>
#include <vector>

#include "storage/sqlite/writer.hpp"

namespace jobhost::sqlite {

std::vector<FinishResult> finish_jobs(WriteSession& session, std::span<const Finish> ends);

struct EndingJob {
  LeaseKey key;
  JobId parent_id = 0;  // of a shard
};

// Moves a running job to what follows its attempt, adds the attempt's row, and tells the parent of a shard. False,
// and nothing is written, when the lease is lost or the state is no legal successor of running.
bool end_attempt(WriteSession& session, EndingJob job, const Disposition& disposition, const Attempt& attempt);

}  // namespace jobhost::sqlite
