// JobStore::claim.
#pragma once

#include <span>
#include <string>

#include "storage/sqlite/writer.hpp"

namespace jobhost::sqlite {

// Whether claim_jobs would find something to do, and the earliest run_at of what is not due yet. Reads only.
struct ClaimOutlook {
  bool claimable = false;
  std::optional<Timestamp> next_due;
};
ClaimOutlook claim_outlook(Connection& connection, std::span<const ClaimRequest> requests, Timestamp now);

Claim claim_jobs(WriteSession& session, std::span<const ClaimRequest> requests, const std::string& owner,
                 std::chrono::milliseconds lease);

}  // namespace jobhost::sqlite
