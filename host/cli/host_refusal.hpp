// An answer of the host that is a problem (RFC 9457), as an exception and as text for people.
#pragma once

#include <stdexcept>
#include <string>

#include "cli/http_client.hpp"

namespace jobhost {

// what() is the readable text of format_problem.
class HostRefused : public std::runtime_error {
 public:
  explicit HostRefused(const HttpAnswer& answer);
  [[nodiscard]] int status() const noexcept { return status_; }

 private:
  int status_;
};

// Title and status, detail, then one indented line per error with its pointer. Copes with bodies that are no
// problem document at all.
std::string format_problem(const HttpAnswer& answer);

}  // namespace jobhost
