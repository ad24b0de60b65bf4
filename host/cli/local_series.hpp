// Bars for a plugin that runs without a host: from the data folder of one, or from a CSV file. For `jobhost plugin
// run` and `check`; called on the thread that drives the probe.
#pragma once

#include <filesystem>

#include "runtime/probe_conversation.hpp"

namespace jobhost {

// Every symbol and timeframe is this file; the columns are written into `scratch`. Throws UserError as
// read_bars_csv does.
ProbeSeries series_from_csv(const std::filesystem::path& file, const std::filesystem::path& scratch);

// The series of a host's data folder; the host may be running. Throws UserError when there is no store in it.
ProbeSeries series_from_data_folder(const std::filesystem::path& folder);

}  // namespace jobhost
