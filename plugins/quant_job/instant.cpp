#include "quant_job/instant.hpp"

#include <chrono>

namespace quant_job {
namespace {

// Takes the text apart from the left; every step says whether it was there.
class InstantText {
 public:
  explicit InstantText(std::string_view text) : rest_(text) {}

  // Exactly that many digits.
  bool digits(std::size_t count, unsigned& value) {
    if (rest_.size() < count) { return false; }
    value = 0;
    for (const char c : rest_.substr(0, count)) {
      if (c < '0' || c > '9') { return false; }
      value = value * 10 + static_cast<unsigned>(c - '0');
    }
    rest_.remove_prefix(count);
    return true;
  }
  bool symbol(char c) {
    if (rest_.empty() || rest_.front() != c) { return false; }
    rest_.remove_prefix(1);
    return true;
  }
  // Up to six digits as microseconds.
  bool fraction(unsigned& microseconds) {
    unsigned digit = 0;
    unsigned unit = 1'000'000;
    while (unit > 1 && digits(1, digit)) {
      unit /= 10;
      microseconds += digit * unit;
    }
    return unit < 1'000'000;
  }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

// What stands behind the date; nullopt: it is no time of day.
std::optional<std::chrono::microseconds> time_of_day(InstantText& text) {
  unsigned hour = 0, minute = 0, second = 0, microseconds = 0;
  if (!text.digits(2, hour) || !text.symbol(':') || !text.digits(2, minute)) { return std::nullopt; }
  if (text.symbol(':')) {
    if (!text.digits(2, second)) { return std::nullopt; }
    if (text.symbol('.') && !text.fraction(microseconds)) { return std::nullopt; }
  }
  text.symbol('Z');
  if (hour > 23 || minute > 59 || second > 59) { return std::nullopt; }
  return std::chrono::hours(hour) + std::chrono::minutes(minute) + std::chrono::seconds(second) +
         std::chrono::microseconds(microseconds);
}

}  // namespace

std::optional<std::int64_t> instant_of(std::string_view written) {
  using namespace std::chrono;  // NOLINT(google-build-using-namespace): year, month and day of a date
  InstantText text(written);
  unsigned y = 0, m = 0, d = 0;
  if (!text.digits(4, y) || !text.symbol('-') || !text.digits(2, m) || !text.symbol('-') || !text.digits(2, d)) {
    return std::nullopt;
  }
  const year_month_day date{year(static_cast<int>(y)), month(m), day(d)};
  if (!date.ok()) { return std::nullopt; }
  microseconds since_midnight{0};
  if (text.symbol('T') || text.symbol(' ')) {
    const auto time = time_of_day(text);
    if (!time) { return std::nullopt; }
    since_midnight = *time;
  }
  if (!text.at_end()) { return std::nullopt; }
  return (duration_cast<microseconds>(sys_days(date).time_since_epoch()) + since_midnight).count();
}

}  // namespace quant_job
