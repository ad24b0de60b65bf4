// What kind of number a metric is: how it is written in JSON and CSV, and in what unit charts show it. Pure; any
// thread.
#pragma once

#include "quant/charts/encoding.hpp"
#include "quant/statistics/metrics.hpp"

namespace quant_job {

// True for metrics that count things: they are whole numbers in JSON and CSV.
bool is_count(quant::Metric metric);

quant::ChartUnit unit_of(quant::Metric metric);

}  // namespace quant_job
