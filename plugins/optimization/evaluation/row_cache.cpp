#include "optimization/evaluation/row_cache.hpp"

#include <array>
#include <bit>
#include <cstring>

namespace optimization {
namespace {

static_assert(std::endian::native == std::endian::little, "the bytes are copied as they are");

// "jhrows", version 1; dimensions, width and identity follow.
constexpr std::uint64_t kMark = 0x0001'7377'6f72'686aULL;
using Header = std::array<std::uint64_t, 4>;

std::string_view as_bytes(std::span<const double> values) {
  return {reinterpret_cast<const char*>(values.data()), values.size_bytes()};
}

}  // namespace

std::optional<std::size_t> RowCache::find(const search::Point& point) const {
  const auto found = by_point_.find(point);
  return found == by_point_.end() ? std::nullopt : std::optional(found->second);
}

std::size_t RowCache::append(const search::Point& point, std::span<const double> row) {
  const auto index = by_point_.size();
  points_.push_back(&by_point_.emplace(point, index).first->first);
  rows_.insert(rows_.end(), row.begin(), row.end());
  return index;
}

std::string RowCache::bytes() const {
  const Header header{kMark, dimensions_, width_, identity_};
  std::string out(reinterpret_cast<const char*>(header.data()), sizeof header);
  for (std::size_t i = 0; i < points_.size(); ++i) {
    out += as_bytes(*points_[i]);
    out += as_bytes(row(i));
  }
  return out;
}

bool RowCache::restore(std::string_view bytes) {
  Header header{};
  if (bytes.size() < sizeof header) { return false; }
  std::memcpy(header.data(), bytes.data(), sizeof header);
  if (header != Header{kMark, dimensions_, width_, identity_}) { return false; }
  bytes.remove_prefix(sizeof header);
  std::vector<double> entry(dimensions_ + width_);
  const auto entry_bytes = entry.size() * sizeof(double);
  for (; bytes.size() >= entry_bytes; bytes.remove_prefix(entry_bytes)) {
    std::memcpy(entry.data(), bytes.data(), entry_bytes);
    const search::Point point(entry.begin(), entry.begin() + static_cast<std::ptrdiff_t>(dimensions_));
    if (!find(point)) { append(point, std::span(entry).subspan(dimensions_)); }
  }
  return true;
}

}  // namespace optimization
