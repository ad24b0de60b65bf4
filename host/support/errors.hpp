// The few exception types of the host. Expected outcomes are return values; what is thrown here ends at one of the
// four walls (C ABI, HTTP wrapper, top of a thread, main). The text of a UserError may go to a client; the text of
// every other exception goes to the log only.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace jobhost {

// One thing that is wrong with an input: where (a JSON Pointer, a `file:line:column`, a CSV row), what, and the
// fix.
struct Problem {
  std::string where;
  std::string what;

  friend bool operator==(const Problem&, const Problem&) = default;
};

// The caller's input is at fault. what() is one line meant for the user; problems lists every detail.
class UserError : public std::runtime_error {
 public:
  explicit UserError(const std::string& message, std::vector<Problem> problems = {})
      : std::runtime_error(message), problems_(std::move(problems)) {}
  [[nodiscard]] const std::vector<Problem>& problems() const noexcept { return problems_; }

 private:
  std::vector<Problem> problems_;
};

// The store cannot serve now (disk full, locked by another process for too long, not writable). Nothing was
// changed.
class StoreError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace jobhost
