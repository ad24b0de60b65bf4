// Every point that was evaluated, with its objectives, in the order of evaluation: the memory of a search. A run
// that is given the log of an interrupted one takes its answers from there and evaluates only what is missing, so
// it ends with the same bytes. Owned by the caller, who stores bytes() as the search goes on. One thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace optimization::search {

class EvaluationLog {
 public:
  EvaluationLog(std::size_t dimensions, std::size_t objectives)
      : dimensions_(dimensions), objectives_(objectives) {}

  [[nodiscard]] std::size_t size() const noexcept { return values_.size() / width(); }
  [[nodiscard]] std::size_t dimensions() const noexcept { return dimensions_; }
  [[nodiscard]] std::size_t objective_count() const noexcept { return objectives_; }
  [[nodiscard]] std::span<const double> point(std::size_t index) const {
    return std::span(values_).subspan(index * width(), dimensions_);
  }
  [[nodiscard]] std::span<const double> objectives(std::size_t index) const {
    return std::span(values_).subspan(index * width() + dimensions_, objectives_);
  }
  // Position of a point that was evaluated already.
  [[nodiscard]] std::optional<std::size_t> find(std::span<const double> point) const;
  // Returns its position. The point must not be in the log yet.
  std::size_t append(std::span<const double> point, std::span<const double> objectives);

  // Entries from `first` on, 8 bytes (IEEE, little endian) a value; with a header when first is 0. What an earlier
  // call gave stays valid: append the new part to the same file.
  [[nodiscard]] std::string bytes(std::size_t first = 0) const;
  // Reads bytes(); an entry cut off at the end (a crash while writing) is dropped. Throws std::invalid_argument
  // when the text is no log, is of another shape, or holds a point twice.
  static EvaluationLog from_bytes(std::string_view bytes, std::size_t dimensions, std::size_t objectives);

 private:
  [[nodiscard]] std::size_t width() const noexcept { return dimensions_ + objectives_; }

  std::size_t dimensions_;
  std::size_t objectives_;
  std::vector<double> values_;                                         // width() per entry
  std::unordered_multimap<std::uint64_t, std::size_t> index_by_hash_;  // of the point
};

}  // namespace optimization::search
