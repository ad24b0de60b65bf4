// An observer for one part of a computation: what it reports as 0..1 is from..to of the whole. Borrows; header
// only.
#pragma once

#include "optimization/observer.hpp"

namespace optimization {

class ProgressPart final : public Observer {
 public:
  ProgressPart(Observer& whole, double from, double to) : whole_(whole), from_(from), to_(to) {}

  void progress(double fraction, std::string_view message) override {
    whole_.progress(from_ + (to_ - from_) * fraction, message);
  }
  void warn(std::string_view message) override { whole_.warn(message); }
  void throw_if_cancelled() override { whole_.throw_if_cancelled(); }
  void expect_trials(std::uint64_t trials) override { whole_.expect_trials(trials); }
  void on_trial(std::span<const double> point, double objective) override { whole_.on_trial(point, objective); }
  std::optional<LedgerTotals> count_trials(std::int64_t trials) override { return whole_.count_trials(trials); }
  [[nodiscard]] std::uint64_t identity() const override { return whole_.identity(); }
  std::optional<std::string> load_checkpoint() override { return whole_.load_checkpoint(); }
  void save_checkpoint(std::string_view bytes) override { whole_.save_checkpoint(bytes); }

 private:
  Observer& whole_;
  const double from_, to_;
};

}  // namespace optimization
