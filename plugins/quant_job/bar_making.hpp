// How the bars of a job are made of an imported series: adjusted for splits and dividends, put together to longer
// bars. Chosen by the payload's object `bars`, done by JobBars. Pure; any thread.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quant/series/adjust.hpp"
#include "quant/series/resample.hpp"
#include "quant_job/payload_reader.hpp"

namespace quant_job {

struct ActionOfSymbol {
  std::string symbol;  // empty: of every symbol of the job
  quant::CorporateAction action;
};

struct BarMaking {
  std::optional<std::string> resample_from = {};  // timeframe of the imported series; none: JobBars chooses
  quant::Session session = {};
  quant::PartialBars partial = quant::PartialBars::drop;
  quant::Adjustment adjustment = {};
  std::vector<ActionOfSymbol> actions = {};  // in order of time
};

// The object `key`, which may be missing. Throws JobError("invalid_payload").
BarMaking read_bar_making(const PayloadReader& payload, std::string_view key);
// The same object with every field written out.
nlohmann::json bar_making_document(const BarMaking& making);

// The bars as they are computed on: first adjusted, then put together. `to`: length of a bar, microseconds, as
// `from` is that of the given ones. Throws JobError("invalid_payload") when one does not fit the other or an action
// not the bars.
quant::Bars made_bars(const quant::BarsView& bars, const BarMaking& making, const std::string& symbol,
                      quant::Resampling lengths);

}  // namespace quant_job
