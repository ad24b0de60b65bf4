#include "optimization/metrics_text.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <stdexcept>

namespace optimization {
namespace {

static_assert(std::endian::native == std::endian::little, "the bytes are copied as they are");

constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::size_t kBytes = 28;
constexpr std::uint8_t kNoDigit = 0xFF;

constexpr std::array<std::uint8_t, 256> make_values() {
  std::array<std::uint8_t, 256> values{};
  values.fill(kNoDigit);
  for (std::size_t i = 0; i < kDigits.size(); ++i) {
    values[static_cast<unsigned char>(kDigits[i])] = static_cast<std::uint8_t>(i);
  }
  return values;
}

template <typename Number>
void put(std::string& bytes, Number number) {
  std::array<char, sizeof number> raw{};
  std::memcpy(raw.data(), &number, sizeof number);
  bytes.append(raw.data(), raw.size());
}

template <typename Number>
Number take(const char*& bytes) {
  Number number{};
  std::memcpy(&number, bytes, sizeof number);
  bytes += sizeof number;
  return number;
}

std::string to_base64(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t j = 0; j < 3; ++j) {
      group = group << 8 | (i + j < bytes.size() ? static_cast<unsigned char>(bytes[i + j]) : 0U);
    }
    for (std::size_t j = 0; j < 4; ++j) {
      text += i + j <= bytes.size() ? kDigits[group >> (18 - 6 * j) & 63] : '=';
    }
  }
  return text;
}

std::string from_base64(std::string_view text) {
  static constexpr auto values = make_values();
  while (!text.empty() && text.back() == '=') { text.remove_suffix(1); }
  std::string bytes;
  bytes.reserve(text.size() * 3 / 4);
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    const auto value = values[static_cast<unsigned char>(c)];
    if (value == kNoDigit) { throw std::runtime_error("a partial has a character that is not base64"); }
    bits = bits << 6 | value;
    count += 6;
    if (count < 8) { continue; }
    count -= 8;
    bytes += static_cast<char>(bits >> count & 0xFF);
  }
  return bytes;
}

}  // namespace

std::string metrics_to_text(std::span<const quant::Metrics> metrics) {
  std::string bytes;
  bytes.reserve(metrics.size() * kBytes);
  for (const auto& each : metrics) {
    put(bytes, each.total_return);
    put(bytes, each.sharpe);
    put(bytes, each.max_drawdown);
    put(bytes, each.trades);
  }
  return to_base64(bytes);
}

std::vector<quant::Metrics> metrics_from_text(std::string_view text) {
  const auto bytes = from_base64(text);
  if (bytes.size() % kBytes != 0) { throw std::runtime_error("a partial does not hold whole rows of metrics"); }
  std::vector<quant::Metrics> metrics(bytes.size() / kBytes);
  const char* next = bytes.data();
  for (auto& each : metrics) {
    each.total_return = take<double>(next);
    each.sharpe = take<double>(next);
    each.max_drawdown = take<double>(next);
    each.trades = take<std::uint32_t>(next);
  }
  return metrics;
}

}  // namespace optimization
