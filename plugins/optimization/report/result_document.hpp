// The result of an optimization job as JSON, as result_schema.hpp describes it. Fractions, never percent; what has
// no value is null; whole numbers stay whole. Pure; any thread.
#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>

#include "optimization/report/report_input.hpp"

namespace optimization {

// A front of three objectives can be most of the trials: a longer one is thinned evenly; combinations.csv has all.
inline constexpr std::size_t kMostFrontRows = 200;

// published: keys of the records in the collection `strategies` that the job has put.
nlohmann::json result_document(const ReportInput& input, std::span<const std::string> published);

}  // namespace optimization
