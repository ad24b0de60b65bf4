// Writes that live on a lease: JobStore::heartbeat and record, and what becomes of a running job whose lease is
// gone.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "storage/sqlite/writer.hpp"

namespace jobhost::sqlite {

std::vector<LeaseStatus> extend_leases(WriteSession& session, std::span<const LeaseKey> keys,
                                       std::chrono::milliseconds lease);

void record_updates(WriteSession& session, std::span<const JobUpdate> updates);

// Reads only: is there anything for requeue_expired to do; who holds leases.
bool any_expired(Connection& connection, Timestamp now);
std::vector<std::string> lease_owners(Connection& connection);

// Both return how many jobs were ended or queued again.
int requeue_expired(WriteSession& session);
int requeue_of_owner(WriteSession& session, const std::string& owner);

}  // namespace jobhost::sqlite
