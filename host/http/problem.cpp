#include "http/problem.hpp"

#include <fmt/format.h>

#include "http/json_output.hpp"
#include "http/response_text.hpp"
#include "support/log.hpp"

namespace jobhost {
namespace {

void append_errors(std::string& body, const std::vector<Problem>& errors) {
  body += '[';
  for (const auto& error : errors) {
    if (body.back() != '[') { body += ','; }
    JsonObject entry(body);
    entry.text("pointer", error.where);
    entry.text("detail", error.what);
    entry.close();
  }
  body += ']';
}

}  // namespace

Response problem(int status, std::string_view word, std::string_view detail, const std::vector<Problem>& errors) {
  Response response;
  response.status = status;
  response.content_type = "application/problem+json";
  response.refusal = word;
  JsonObject document(response.body);
  document.text("type", fmt::format("urn:jobhost:problem:{}", word));
  document.text("title", reason_phrase(status));
  document.number("status", std::int64_t{status});
  document.text("detail", detail);
  if (!errors.empty()) {
    document.key("errors");
    append_errors(response.body, errors);
  }
  document.close();
  return response;
}

Response problem_for_now(int status, std::string_view word, std::string_view detail, int retry_after_seconds) {
  auto response = problem(status, word, detail);
  response.headers.emplace_back("Retry-After", fmt::format("{}", retry_after_seconds));
  return response;
}

Response problem_of(const std::exception& error, std::string_view method, std::string_view path) {
  if (const auto* user = dynamic_cast<const UserError*>(&error)) {
    return problem(422, "unprocessable", user->what(), user->problems());
  }
  if (dynamic_cast<const StoreError*>(&error) != nullptr) {
    log_event(LogLevel::warning, "store cannot serve",
              {{"method", method}, {"path", path}, {"error", error.what()}});
    return problem_for_now(503, "store_unavailable", "the store cannot serve now; nothing was changed", 1);
  }
  log_event(LogLevel::error, "request failed", {{"method", method}, {"path", path}, {"error", error.what()}});
  return problem(500, "internal", "the host failed to answer; its log says why");
}

}  // namespace jobhost
