// Rows of job_attempts: written when an attempt has ended, read for the detail view.
#pragma once

#include <vector>

#include "storage/job_store.hpp"
#include "storage/sqlite/connection.hpp"

namespace jobhost::sqlite {

// The number of the attempt is the key's.
void insert_attempt(Connection& connection, LeaseKey key, const Attempt& attempt);

// Oldest first.
std::vector<Attempt> read_attempts(Connection& connection, JobId job_id);

}  // namespace jobhost::sqlite
