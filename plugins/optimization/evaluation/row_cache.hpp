// The figures of every point that was evaluated, over all bars and all folds, by point; and as bytes, so that an
// attempt that follows a crash does not evaluate them again. One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "optimization/search/search_space.hpp"

namespace optimization {

class RowCache {
 public:
  // `width`: figures per point. `identity`: what the figures depend on (payload, version of the series); bytes of
  // another identity are not taken.
  RowCache(std::size_t dimensions, std::size_t width, std::uint64_t identity)
      : dimensions_(dimensions), width_(width), identity_(identity) {}

  [[nodiscard]] std::size_t size() const noexcept { return by_point_.size(); }
  [[nodiscard]] std::optional<std::size_t> find(const search::Point& point) const;
  [[nodiscard]] std::span<const double> row(std::size_t index) const {
    return std::span(rows_).subspan(index * width_, width_);
  }
  // The point must not be there yet.
  std::size_t append(const search::Point& point, std::span<const double> row);

  [[nodiscard]] std::string bytes() const;
  // True when they were of this shape and identity; otherwise nothing has changed.
  bool restore(std::string_view bytes);

 private:
  std::size_t dimensions_, width_;
  std::uint64_t identity_;
  std::map<search::Point, std::size_t> by_point_;
  std::vector<const search::Point*> points_;  // keys of by_point_, in the order of evaluation
  std::vector<double> rows_;
};

}  // namespace optimization
