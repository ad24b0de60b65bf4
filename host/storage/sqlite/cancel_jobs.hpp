// JobStore::cancel.
#pragma once

#include <span>
#include <vector>

#include "storage/sqlite/writer.hpp"

namespace jobhost::sqlite {

std::vector<CancelResult> cancel_jobs(WriteSession& session, std::span<const JobId> ids);

}  // namespace jobhost::sqlite
