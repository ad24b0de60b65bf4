// The verdict in two or three plain sentences, for a reader who does not know the abbreviations. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "optimization/report/report_input.hpp"

namespace optimization {

std::vector<std::string> verdict_words(const ReportInput& input);

}  // namespace optimization
