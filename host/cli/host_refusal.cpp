#include "cli/host_refusal.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/json_fields.hpp"
#include "cli/terminal_text.hpp"

namespace jobhost {
namespace {

std::string format_errors(const Json& problem) {
  std::string text;
  for (const auto& error : list_field(problem, "errors")) {
    const auto pointer = text_field(error, "pointer");
    text += fmt::format("\n  {}{}{}", printable(pointer), pointer.empty() ? "" : ": ",
                        printable(text_field(error, "detail")));
  }
  return text;
}

}  // namespace

std::string format_problem(const HttpAnswer& answer) {
  const auto problem = Json::parse(answer.body, nullptr, false);
  const auto title = text_field(problem, "title");
  if (title.empty()) {
    return fmt::format("the host answered {}: {}", answer.status, shorten(printable(answer.body), 300));
  }
  const auto detail = text_field(problem, "detail");
  return fmt::format("the host refused the request ({} {}){}{}", answer.status, printable(title),
                     detail.empty() ? "" : "\n  " + printable(detail), format_errors(problem));
}

HostRefused::HostRefused(const HttpAnswer& answer)
    : std::runtime_error(format_problem(answer)), status_(answer.status) {}

}  // namespace jobhost
