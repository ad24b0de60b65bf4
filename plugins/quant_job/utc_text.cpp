#include "quant_job/utc_text.hpp"

#include <fmt/format.h>

#include <chrono>

namespace quant_job {

std::string utc_text(std::int64_t time_us) {
  using namespace std::chrono;
  const sys_time<microseconds> time{microseconds{time_us}};
  const auto day = floor<days>(time);
  const year_month_day date{day};
  const hh_mm_ss clock{time - day};
  auto text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                          static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                          clock.hours().count(), clock.minutes().count(), clock.seconds().count());
  if (clock.subseconds().count() != 0) { text += fmt::format(".{:06}", clock.subseconds().count()); }
  return text + 'Z';
}

}  // namespace quant_job
