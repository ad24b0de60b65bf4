// JobStore::save_checkpoint and checkpoint; whoever ends a job forgets its checkpoint in the same transaction.
#pragma once

#include <optional>
#include <string>

#include "storage/sqlite/writer.hpp"

namespace jobhost::sqlite {

bool save_checkpoint(WriteSession& session, LeaseKey key, const std::string& bytes);

std::optional<std::string> read_checkpoint(Connection& connection, JobId id);

bool any_checkpoint(Connection& connection);

void forget_checkpoint(Connection& connection, JobId id);

}  // namespace jobhost::sqlite
