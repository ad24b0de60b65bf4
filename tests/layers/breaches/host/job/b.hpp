#include "storage/job_store.hpp"
#include "support/clock.hpp"
