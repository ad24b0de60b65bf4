// The job that a schedule submits, checked as a submission is. Pure but for the catalog, which is thread-safe.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "config/config.hpp"
#include "job/job_type.hpp"
#include "job/schedule_control.hpp"

namespace jobhost {

// A NewJob, or a run that says why there is none: its type is not available now, or does not take the payload. The
// job's metadata names the schedule, and the slot unless it was run by hand.
std::variant<NewJob, ScheduleRun> scheduled_job(const ScheduleConfig& schedule, const JobTypeCatalog& job_types,
                                                const std::optional<Timestamp>& slot);

}  // namespace jobhost
