// How signals become trades and trades become figures, as a payload chooses it or a record keeps it. Pure; any
// thread.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "quant/backtest/execution_model.hpp"
#include "quant/statistics/conventions.hpp"
#include "quant_job/payload_reader.hpp"

namespace quant_job {

struct ExecutionChoice {
  std::string preset = {};  // one of quant::kPresetNames
  quant::ExecutionModel model = {};
  quant::Conventions conventions = {};
};

// The fields preset (vectorbt when it is missing), execution and costs. `timeframe` gives the bars a year. Throws
// JobError("invalid_payload").
ExecutionChoice read_execution(const PayloadReader& payload, std::string_view timeframe);

// What execution_document wrote. Throws JobError("invalid_payload") that names the field.
ExecutionChoice read_execution_document(const nlohmann::json& document);

}  // namespace quant_job
