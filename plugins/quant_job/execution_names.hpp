// The choices of execution model and conventions by the names they have in payloads and records; the index of a
// name is the value of its enumerator. Read by execution_choice and execution_document.
#pragma once

#include <array>
#include <string_view>

namespace quant_job {

inline constexpr auto kFillNames = std::to_array<std::string_view>({"next_open", "signal_close"});
inline constexpr auto kSideNames = std::to_array<std::string_view>({"long_only", "short_only", "both"});
inline constexpr auto kSizingNames = std::to_array<std::string_view>(
    {"all_cash", "fraction", "cash_fraction", "fixed_units", "fixed_value", "volatility_target"});
inline constexpr auto kShortfallNames = std::to_array<std::string_view>({"reduce", "reject"});
inline constexpr auto kSlippageOnNames =
    std::to_array<std::string_view>({"every_fill", "all_but_stops", "entries"});
inline constexpr auto kUnitCostNames = std::to_array<std::string_view>({"exact", "quoted"});
inline constexpr auto kStopBaseNames = std::to_array<std::string_view>({"entry_fill", "signal_close"});
inline constexpr auto kAtEndNames = std::to_array<std::string_view>({"mark_to_market", "last_close", "last_open"});

inline constexpr auto kAnnualisationNames = std::to_array<std::string_view>({"arithmetic", "geometric"});
inline constexpr auto kDrawdownSpanNames = std::to_array<std::string_view>({"under_water", "peak_to_recovery"});
inline constexpr auto kOpenTradeNames = std::to_array<std::string_view>({"counts", "only_counted", "ignored"});
inline constexpr auto kExposedBarsNames = std::to_array<std::string_view>({"at_close", "entry_to_exit"});
inline constexpr auto kAlphaBetaNames = std::to_array<std::string_view>({"annual", "log_returns"});
inline constexpr auto kCagrNames = std::to_array<std::string_view>({"bars", "calendar"});

}  // namespace quant_job
