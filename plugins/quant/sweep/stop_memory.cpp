#include "quant/sweep/stop_memory.hpp"

namespace quant {
namespace {

constexpr std::size_t kMostExits = std::size_t{1} << 19;  // 50 MB

}  // namespace

bool StopMemory::start(const Combination& combination) {
  const ExitRules& rules = combination.exit_rules;
  const bool same = started_ && combination.roots() == roots_ && rules.time_stop == time_stop_;
  if (!same) { forget(); }
  started_ = true;
  roots_ = combination.roots();
  time_stop_ = rules.time_stop;
  return same && rules.trailing_stop <= 0;
}

void StopMemory::forget() {
  for (const std::uint32_t bar : entries_) { entry_of_[bar] = kUnknown; }
  entries_.clear();
  decisions_.clear();
  stops_.clear();
  targets_.clear();
  signals_.clear();
}

std::uint32_t StopMemory::entry(std::uint32_t signal_bar) {
  std::uint32_t& entry = entry_of_[signal_bar];
  if (entry == kUnknown && (entries_.size() + 1) * (stops_.size() + targets_.size() + 1) <= kMostExits) {
    entry = static_cast<std::uint32_t>(entries_.size());
    entries_.push_back(signal_bar);
    decisions_.push_back(kUnknown);
  }
  return entry;
}

LongHolding& StopMemory::exit(Exits& exits, std::uint32_t entry) const {
  if (exits.size() <= entry) { exits.resize(entries_.size(), LongHolding{.opens = kUnknown}); }
  return exits[entry];
}

}  // namespace quant
