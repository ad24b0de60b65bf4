#include "quant/sweep/stop_memory.hpp"

#include <algorithm>

namespace quant {
namespace {

constexpr std::size_t kMostExits = std::size_t{1} << 19;  // 50 MB

}  // namespace

bool StopMemory::start(const Combination& combination, const Decisions& decisions) {
  const ExitRules& rules = combination.exit_rules;
  const bool same = started_ && combination.roots() == roots_ && rules.time_stop == time_stop_;
  if (!same) { forget(); }
  started_ = true;
  roots_ = combination.roots();
  time_stop_ = rules.time_stop;
  if (!same || rules.trailing_stop > 0) { return false; }
  if (next_open_.empty()) {
    next_open_.resize(entry_of_.size(), Decisions::kNever);
    for (std::uint32_t bar = decisions.next_open(0), from = 0; bar != Decisions::kNever;
         bar = decisions.next_open(from)) {
      std::fill(next_open_.begin() + from, next_open_.begin() + bar + 1, bar);
      from = bar + 1;
    }
  }
  return true;
}

void StopMemory::forget() {
  for (const std::uint32_t bar : entries_) { entry_of_[bar] = kUnknown; }
  entries_.clear();
  next_open_.clear();
  decisions_.clear();
  stops_.clear();
  targets_.clear();
  signals_.clear();
}

std::uint32_t StopMemory::new_entry(std::uint32_t signal_bar) {
  std::uint32_t& entry = entry_of_[signal_bar];
  if ((entries_.size() + 1) * (stops_.size() + targets_.size() + 1) <= kMostExits) {
    entry = static_cast<std::uint32_t>(entries_.size());
    entries_.push_back(signal_bar);
    decisions_.push_back(kUnknown);
  }
  return entry;
}

}  // namespace quant
