// Reads the query of a request with types, and collects everything that is wrong with it: unknown parameters,
// values that do not fit. Read all parameters, then ask refusal(). One request, one thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "http/request.hpp"
#include "http/response.hpp"
#include "support/errors.hpp"

namespace jobhost {

class QueryReader {
 public:
  // `known`: every parameter of the route.
  QueryReader(const Request& request, std::span<const std::string> known);

  [[nodiscard]] std::string text(const std::string& name) const;  // empty when absent
  std::int64_t integer(const std::string& name, std::int64_t fallback, std::int64_t least, std::int64_t most);
  std::optional<std::chrono::milliseconds> duration(const std::string& name);
  // For what only the route can check.
  void add_problem(const std::string& name, std::string what);

  // 400 with everything that is wrong; nullopt when nothing is.
  [[nodiscard]] std::optional<Response> refusal() const;

 private:
  const Request& request_;
  std::vector<Problem> problems_;
};

}  // namespace jobhost
