// What every part of a report is written from: a job whose trials are concluded. Made by the plugin at the end of a
// job, read by all of report/. Borrows; plain data; any thread.
#pragma once

#include "optimization/outcome.hpp"
#include "optimization/request/request.hpp"

namespace optimization {

struct ReportInput {
  const Request& request;
  const quant_job::MarketData& data;
  const Outcome& outcome;
};

}  // namespace optimization
