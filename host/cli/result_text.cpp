#include "cli/result_text.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/number_text.hpp"
#include "cli/ranged_download.hpp"
#include "cli/ranked_table.hpp"

namespace jobhost {
namespace {

constexpr std::int64_t kLargestToShow = 64 << 20;  // more is fetched for nobody to read
constexpr std::size_t kLongestToShow = 4'000;      // characters of plain JSON: about a screen or two

std::string plain_text(const Json& result) {
  auto text = result.dump(2, ' ', false, Json::error_handler_t::replace);
  if (text.size() <= kLongestToShow) { return text + "\n"; }
  return fmt::format("the result has {} characters; too long to be shown here\n",
                     with_thousands(static_cast<std::int64_t>(text.size())));
}

}  // namespace

std::string result_json(HostApi& host, const Json& job) {
  return download_text(host, fmt::format("/v1/jobs/{}/result", int_field(job, "id")));
}

std::string result_text(HostApi& host, const Json& job, int width) {
  if (text_field(job, "state") != "succeeded") { return {}; }
  auto result = job.contains("result") ? job.at("result") : Json();
  const auto size = int_field(job, "result_size");
  if (result.is_null() && size > kLargestToShow) {
    return fmt::format("the result has {}; too large to be shown here\n", size_text(size));
  }
  if (result.is_null()) { result = Json::parse(result_json(host, job), nullptr, false); }
  if (result.is_discarded()) { throw AnswerUnreadable("the result of the job is not JSON"); }
  const auto objective = text_field(object_field(job, "payload"), "objective");
  return is_ranked_result(result) ? ranked_table(result, objective, width) : plain_text(result);
}

}  // namespace jobhost
