#include "storage/bars_csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include "storage/bar_time.hpp"
#include "support/errors.hpp"

namespace jobhost {
namespace {

constexpr std::size_t kMaxProblems = 20;
constexpr std::array<std::string_view, 5> kPriceNames{"open", "high", "low", "close", "volume"};
constexpr std::size_t kVolume = 4;

class Problems {
 public:
  void add(std::string where, std::string what) {
    if (++count_ <= kMaxProblems) { kept_.push_back({std::move(where), std::move(what)}); }
  }
  void add(std::size_t row, std::string what) { add(fmt::format("row {}", row), std::move(what)); }

  void throw_if_any() {
    if (count_ == 0) { return; }
    const auto summary = fmt::format("the CSV has {} problem{}: {}: {}{}", count_, count_ == 1 ? "" : "s",
                                     kept_.front().where, kept_.front().what, count_ == 1 ? "" : " ...");
    if (count_ > kMaxProblems) { kept_.push_back({"", fmt::format("and {} more", count_ - kMaxProblems)}); }
    throw UserError(summary, std::move(kept_));
  }

 private:
  std::vector<Problem> kept_;
  std::size_t count_ = 0;
};

std::string_view trim(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r";
  const auto begin = std::min(text.find_first_not_of(kBlank), text.size());
  return text.substr(begin, text.find_last_not_of(kBlank) + 1 - begin);
}

std::string_view take_line(std::string_view& text) {
  const auto end = std::min(text.find('\n'), text.size());
  const auto line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return trim(line);
}

// One field off the front of the line. Doubled quotes inside stay doubled: only columns that are ignored have any.
std::string_view take_field(std::string_view& line) {
  std::size_t search_from = 0;
  const bool quoted = line.starts_with('"');
  if (quoted) {
    auto close = line.find('"', 1);
    while (close < line.size() && line.substr(close).starts_with("\"\"")) { close = line.find('"', close + 2); }
    search_from = std::min(close, line.size());
  }
  const auto comma = std::min(line.find(',', search_from), line.size());
  auto field = trim(line.substr(0, comma));
  line.remove_prefix(std::min(comma + 1, line.size()));
  if (quoted && field.size() >= 2 && field.ends_with('"')) { field = trim(field.substr(1, field.size() - 2)); }
  return field;
}

void split(std::string_view line, std::vector<std::string_view>& fields) {
  fields.clear();
  const bool ends_open = line.ends_with(',');
  while (!line.empty()) { fields.push_back(take_field(line)); }
  if (ends_open) { fields.emplace_back(); }
}

// Where the columns are.
struct Layout {
  std::size_t fields = 0;
  std::optional<std::size_t> time;
  std::array<std::optional<std::size_t>, kPriceNames.size()> prices;  // as kPriceNames
};

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return result;
}

bool is_time_name(const std::string& name, std::size_t index) {
  return name == "date" || name == "time" || name == "timestamp" || name == "datetime" ||
         (name.empty() && index == 0);
}

void place(std::optional<std::size_t>& column, std::size_t index, std::string_view name, Problems& problems) {
  if (column) { problems.add("header", fmt::format("has two columns for {}", name)); }
  column = index;
}

Layout read_header(std::string_view line, Problems& problems) {
  std::vector<std::string_view> fields;
  split(line, fields);
  Layout layout{.fields = fields.size(), .time = {}, .prices = {}};
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto name = lower(fields[i]);
    const auto* price = std::find(kPriceNames.begin(), kPriceNames.end(), name);
    if (is_time_name(name, i)) {
      place(layout.time, i, "the date", problems);
    } else if (price != kPriceNames.end()) {
      place(layout.prices[static_cast<std::size_t>(price - kPriceNames.begin())], i, name, problems);
    }
  }
  if (!layout.time) { problems.add("header", "has no column date (or time, timestamp, datetime)"); }
  for (std::size_t i = 0; i < kVolume; ++i) {
    if (!layout.prices[i]) { problems.add("header", fmt::format("has no column {}", kPriceNames[i])); }
  }
  return layout;
}

std::optional<double> parse_number(std::string_view text) {
  if (text.starts_with('+')) { text.remove_prefix(1); }
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) { return std::nullopt; }
  return value;
}

using Row = std::array<double, kPriceNames.size()>;

// Turns rows into Bars and notes what is wrong with them.
class RowReader {
 public:
  RowReader(const Layout& layout, Problems& problems) : layout_(layout), problems_(problems) {}

  void read(std::size_t row, std::string_view line) {
    split(line, fields_);
    if (fields_.size() != layout_.fields) {
      problems_.add(row, fmt::format("has {} fields, the header has {}", fields_.size(), layout_.fields));
      return;
    }
    const auto time = read_time(row);
    const auto prices = read_prices(row);
    if (time && prices) { append(*time, *prices); }
  }

  Bars take() { return std::move(bars_); }

 private:
  std::optional<std::int64_t> read_time(std::size_t row) {
    const auto text = fields_[*layout_.time];
    const auto time = parse_bar_time(text);
    if (!time) {
      problems_.add(row, fmt::format("\"{}\" is not a date (2018-12-31, 12/31/2018, or seconds since 1970)", text));
    } else if (last_time_ && *time == *last_time_) {
      problems_.add(row, fmt::format("{} is there twice", text));
    } else if (last_time_ && *time < *last_time_) {
      problems_.add(row, fmt::format("{} is earlier than the row before: rows must be sorted, oldest first", text));
    }
    if (time) { last_time_ = time; }
    return time;
  }

  std::optional<Row> read_prices(std::size_t row) {
    Row values{};
    bool good = true;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (layout_.prices[i]) { good = read_price(row, i, values[i]) && good; }
    }
    if (good && values[1] < values[2]) {
      problems_.add(row, fmt::format("high {} is below low {}", values[1], values[2]));
    }
    return good ? std::optional(values) : std::nullopt;
  }

  bool read_price(std::size_t row, std::size_t column, double& value) {
    const auto text = fields_[*layout_.prices[column]];
    const auto number = parse_number(text);
    if (!number) {
      problems_.add(row, fmt::format("{} \"{}\" is not a number", kPriceNames[column], text));
    } else if (!std::isfinite(*number)) {
      problems_.add(row, fmt::format("{} is {}", kPriceNames[column], text));
    } else if (column == kVolume && *number < 0) {
      problems_.add(row, fmt::format("volume {} is negative", text));
    }
    value = number.value_or(0);
    return number && std::isfinite(value);
  }

  void append(std::int64_t time, const Row& values) {
    bars_.time.push_back(time);
    bars_.open.push_back(values[0]);
    bars_.high.push_back(values[1]);
    bars_.low.push_back(values[2]);
    bars_.close.push_back(values[3]);
    bars_.volume.push_back(values[kVolume]);
  }

  const Layout& layout_;
  Problems& problems_;
  std::vector<std::string_view> fields_;
  std::optional<std::int64_t> last_time_;
  Bars bars_;
};

}  // namespace

Bars read_bars_csv(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) { text.remove_prefix(3); }
  Problems problems;
  const auto layout = read_header(take_line(text), problems);
  problems.throw_if_any();
  RowReader reader(layout, problems);
  for (std::size_t row = 1; !text.empty(); ++row) {
    const auto line = take_line(text);
    if (!line.empty()) { reader.read(row, line); }
  }
  problems.throw_if_any();
  auto bars = reader.take();
  if (bars.size() == 0) { throw UserError("the CSV has a header but no rows"); }
  return bars;
}

}  // namespace jobhost
