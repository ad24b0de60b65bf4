#include "storage/market_data.hpp"

#include <algorithm>
#include <string_view>

namespace jobhost {
namespace {

constexpr std::size_t kLongestSymbol = 64;

bool is_ascii_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_symbol_character(char c) {
  return is_ascii_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
         std::string_view("._:/-").find(c) != std::string_view::npos;
}

}  // namespace

bool is_valid_symbol(const std::string& symbol) {
  return !symbol.empty() && symbol.size() <= kLongestSymbol &&
         std::all_of(symbol.begin(), symbol.end(), is_symbol_character);
}

bool is_valid_timeframe(const std::string& timeframe) {
  if (timeframe.size() < 2 || timeframe.size() > 6 || timeframe.front() == '0') { return false; }
  return std::all_of(timeframe.begin(), timeframe.end() - 1, is_ascii_digit) &&
         std::string_view("smhdw").find(timeframe.back()) != std::string_view::npos;
}

}  // namespace jobhost
