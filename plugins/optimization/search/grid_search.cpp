// Every allowed combination in grid order. The only state is the position: nothing is listed.
#include <fmt/format.h>

#include <stdexcept>

#include "optimization/search/search_method.hpp"

namespace optimization::search {
namespace {

std::uint64_t size_of_grid(const SearchSpace& space) {
  for (std::size_t i = 0; i < space.dimensions(); ++i) {
    if (space.values_of(i) == 0) {
      throw std::invalid_argument(
          fmt::format("method: grid cannot list parameter {}, which is continuous; make it whole "
                      "numbers or take sobol",
                      space.parameters()[i].name));
    }
  }
  if (!space.size()) {
    throw std::invalid_argument("method: grid spans more than 2^62 points; raise the steps or take another method");
  }
  return *space.size();
}

class GridSearch final : public SearchMethod {
 public:
  GridSearch(const Domain& domain, const MethodOptions& options)
      : domain_(domain), batch_(options.batch), size_(size_of_grid(domain.space())) {}

  std::vector<Coordinates> ask() override {
    std::vector<Coordinates> candidates;
    for (; next_ < size_ && candidates.size() < batch_; ++next_) {
      const Point point = domain_.space().at(next_);
      if (domain_.allows(point)) { candidates.push_back(domain_.space().coordinates_of(point)); }
    }
    return candidates;
  }
  void tell(std::span<const Costs>) override {}

 private:
  const Domain& domain_;
  std::size_t batch_;
  std::uint64_t size_;
  std::uint64_t next_ = 0;
};

}  // namespace

MethodPointer make_grid(const Domain& domain, const MethodOptions& options) {
  return std::make_unique<GridSearch>(domain, options);
}

}  // namespace optimization::search
