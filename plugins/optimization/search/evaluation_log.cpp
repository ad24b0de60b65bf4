#include "optimization/search/evaluation_log.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <stdexcept>

#include "quant/numeric/keyed_random.hpp"

namespace optimization::search {
namespace {

static_assert(std::endian::native == std::endian::little, "bytes() would have to swap");

std::string header_of(std::size_t dimensions, std::size_t objectives) {
  return fmt::format("jobhost evaluations 1 {:>5} {:>5}\n", dimensions, objectives);
}

std::uint64_t hash_of(std::span<const double> point) {
  std::uint64_t hash = 0;
  // + 0.0 turns -0 into 0, which compares equal.
  for (const double value : point) {
    hash = quant::KeyedRandom::mixed(hash * 31 + std::bit_cast<std::uint64_t>(value + 0.0) + 1);
  }
  return hash;
}

}  // namespace

std::optional<std::size_t> EvaluationLog::find(std::span<const double> wanted) const {
  const auto [first, last] = index_by_hash_.equal_range(hash_of(wanted));
  for (auto entry = first; entry != last; ++entry) {
    if (std::ranges::equal(point(entry->second), wanted)) { return entry->second; }
  }
  return std::nullopt;
}

std::size_t EvaluationLog::append(std::span<const double> point, std::span<const double> objectives) {
  const std::size_t index = size();
  values_.insert(values_.end(), point.begin(), point.end());
  values_.insert(values_.end(), objectives.begin(), objectives.end());
  index_by_hash_.emplace(hash_of(point), index);
  return index;
}

std::string EvaluationLog::bytes(std::size_t first) const {
  std::string text = first == 0 ? header_of(dimensions_, objectives_) : std::string();
  const auto part = std::span(values_).subspan(first * width());
  const std::size_t before = text.size();
  text.resize(before + part.size_bytes());
  if (!part.empty()) { std::memcpy(text.data() + before, part.data(), part.size_bytes()); }
  return text;
}

EvaluationLog EvaluationLog::from_bytes(std::string_view bytes, std::size_t dimensions, std::size_t objectives) {
  const std::string header = header_of(dimensions, objectives);
  if (!bytes.starts_with(header)) {
    throw std::invalid_argument(
        fmt::format("evaluations: not a log of {} parameters and {} objectives; start the "
                    "search without it",
                    dimensions, objectives));
  }
  bytes.remove_prefix(header.size());
  EvaluationLog log(dimensions, objectives);
  std::vector<double> entry(log.width());
  const std::size_t entry_bytes = entry.size() * sizeof(double);
  for (; bytes.size() >= entry_bytes; bytes.remove_prefix(entry_bytes)) {
    std::memcpy(entry.data(), bytes.data(), entry_bytes);
    const auto point = std::span<const double>(entry).first(dimensions);
    if (log.find(point)) {
      throw std::invalid_argument(
          fmt::format("evaluations: entry {} repeats a point; start the search without the log", log.size()));
    }
    log.append(point, std::span<const double>(entry).subspan(dimensions));
  }
  return log;
}

}  // namespace optimization::search
