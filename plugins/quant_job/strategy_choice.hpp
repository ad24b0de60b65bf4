// The strategy of a payload. Pure; any thread.
#pragma once

#include "quant/strategy/strategy.hpp"
#include "quant_job/payload_reader.hpp"

namespace quant_job {

// The field strategy: a name of the catalog (sma_cross when it is missing) or an inline strategy. Throws JobError:
// invalid_payload, or bad_strategy with every problem, each with field and column.
quant::Strategy read_strategy(const PayloadReader& payload);

}  // namespace quant_job
