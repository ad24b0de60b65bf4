#include "optimization/constraint.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "jobhost/plugin.hpp"

namespace optimization {
namespace {

// Longer ones first, so that "<=" is not read as "<".
constexpr std::array<std::pair<std::string_view, Comparator>, 6> kComparators{{
    {"<=", Comparator::less_equal},
    {">=", Comparator::greater_equal},
    {"==", Comparator::equal},
    {"!=", Comparator::not_equal},
    {"<", Comparator::less},
    {">", Comparator::greater},
}};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_word(char c) {
  return is_letter(c) || is_digit(c);
}
bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

// Recursive descent over the text; `at_` is where the next token begins.
class Parser {
 public:
  Parser(std::string_view text, std::span<const std::string> parameters) : text_(text), parameters_(parameters) {}

  std::vector<Comparison> parse() {
    std::vector<Comparison> comparisons{comparison()};
    while (!at_end()) {
      if (word() != "and") { expected("\"and\" or the end"); }
      at_ += 3;
      comparisons.push_back(comparison());
    }
    return comparisons;
  }

 private:
  Comparison comparison() {
    const Term left = term();
    const Comparator by = comparator();
    return {left, by, term()};
  }

  Term term() {
    skip_blanks();
    const auto found = word();
    if (!found.empty() && is_digit(found.front())) { return number(found); }
    const auto name = std::find(parameters_.begin(), parameters_.end(), found);
    if (name == parameters_.end()) {
      expected(fmt::format("a parameter name ({}) or a whole number", fmt::join(parameters_, ", ")));
    }
    at_ += found.size();
    return {.parameter = static_cast<std::size_t>(name - parameters_.begin())};
  }

  Term number(std::string_view digits) {
    Term result;
    const char* end = digits.data() + digits.size();
    const auto read = std::from_chars(digits.data(), end, result.number);
    if (read.ec != std::errc{} || read.ptr != end) { expected("a whole number below 2^63"); }
    at_ += digits.size();
    return result;
  }

  Comparator comparator() {
    skip_blanks();
    for (const auto& [symbol, comparator] : kComparators) {
      if (text_.substr(at_).starts_with(symbol)) {
        at_ += symbol.size();
        return comparator;
      }
    }
    expected("one of < <= > >= == !=");
  }

  void skip_blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) { ++at_; }
  }

  bool at_end() {
    skip_blanks();
    return at_ == text_.size();
  }

  // The letters and digits that come next; may be none.
  [[nodiscard]] std::string_view word() const {
    std::size_t end = at_;
    while (end < text_.size() && is_word(text_[end])) { ++end; }
    return text_.substr(at_, end - at_);
  }

  // A word, or one character (all bytes of it).
  [[nodiscard]] std::string found() const {
    if (at_ == text_.size()) { return "the end"; }
    auto token = word();
    if (token.empty()) {
      std::size_t end = at_ + 1;
      while (end < text_.size() && is_continuation(text_[end])) { ++end; }
      token = text_.substr(at_, end - at_);
    }
    return fmt::format("\"{}\"", token);
  }

  // The column counts characters, not bytes.
  [[noreturn]] void expected(std::string_view what) const {
    const auto before = text_.substr(0, at_);
    const auto column =
        before.size() - static_cast<std::size_t>(std::count_if(before.begin(), before.end(), is_continuation)) + 1;
    throw jobhost::JobError(fmt::format("constraint, column {}: expected {}, found {}", column, what, found()),
                            "bad_constraint");
  }

  const std::string_view text_;
  const std::span<const std::string> parameters_;
  std::size_t at_ = 0;
};

std::int64_t value_of(const Term& term, std::span<const std::uint32_t> values) {
  return term.parameter == Term::kNumber ? term.number : values[term.parameter];
}

bool holds(const Comparison& comparison, std::span<const std::uint32_t> values) {
  const auto left = value_of(comparison.left, values);
  const auto right = value_of(comparison.right, values);
  switch (comparison.comparator) {
    case Comparator::less:
      return left < right;
    case Comparator::less_equal:
      return left <= right;
    case Comparator::greater:
      return left > right;
    case Comparator::greater_equal:
      return left >= right;
    case Comparator::equal:
      return left == right;
    case Comparator::not_equal:
      return left != right;
  }
  return false;
}

}  // namespace

Constraint::Constraint(std::string_view text, std::span<const std::string> parameters)
    : comparisons_(Parser(text, parameters).parse()) {}

bool Constraint::allows(std::span<const std::uint32_t> values) const {
  return std::all_of(comparisons_.begin(), comparisons_.end(),
                     [&](const Comparison& comparison) { return holds(comparison, values); });
}

}  // namespace optimization
