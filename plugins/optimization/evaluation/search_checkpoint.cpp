#include "optimization/evaluation/search_checkpoint.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace optimization {
namespace {

std::string header_of(std::uint64_t identity) {
  return fmt::format("{:016x}", identity);
}

}  // namespace

std::string checkpoint_of(const search::EvaluationLog& rows, std::uint64_t identity) {
  return header_of(identity) + rows.bytes();
}

search::EvaluationLog rows_of_checkpoint(std::string_view bytes, std::uint64_t identity, std::size_t dimensions,
                                         std::size_t figures) {
  const auto header = header_of(identity);
  if (bytes.starts_with(header)) {
    try {
      return search::EvaluationLog::from_bytes(bytes.substr(header.size()), dimensions, figures);
    } catch (const std::invalid_argument&) {}  // another shape: as no checkpoint
  }
  return {dimensions, figures};
}

}  // namespace optimization
