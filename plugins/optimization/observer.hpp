// What a long computation tells whoever runs it, and asks from it. The plugin puts a job behind this, tests a
// recorder. Called on the thread of the computation.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace optimization {

// Trials on the series by all jobs, this one included.
struct LedgerTotals {
  std::int64_t evaluations = 0;
};

class Observer {
 public:
  Observer() = default;
  Observer(const Observer&) = delete;
  Observer& operator=(const Observer&) = delete;
  virtual ~Observer() = default;

  // fraction of all the work, 0..1; message says what is being done. At least every 10 ms.
  virtual void progress(double fraction, std::string_view message) = 0;
  // A line for the job's log.
  virtual void warn(std::string_view message) = 0;
  // Throws to stop the computation.
  virtual void throw_if_cancelled() = 0;

  // How many trials there will be, as soon as that is known.
  virtual void expect_trials(std::uint64_t trials) { static_cast<void>(trials); }
  // A trial and its value of the first objective (NaN: none), for the live view. Cheap.
  virtual void on_trial(std::span<const double> point, double objective) {
    static_cast<void>(point);
    static_cast<void>(objective);
  }
  // Counts this job's trials on its series; nullopt when nobody keeps a ledger.
  virtual std::optional<LedgerTotals> count_trials(std::int64_t trials) {
    static_cast<void>(trials);
    return std::nullopt;
  }

  // What the figures of a trial depend on beside its point; a checkpoint of another identity is of no use.
  [[nodiscard]] virtual std::uint64_t identity() const { return 0; }
  virtual std::optional<std::string> load_checkpoint() { return std::nullopt; }
  virtual void save_checkpoint(std::string_view bytes) { static_cast<void>(bytes); }
};

}  // namespace optimization
