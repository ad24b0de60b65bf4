#include "http/query_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "config/closest_name.hpp"
#include "http/problem.hpp"
#include "support/duration.hpp"

namespace jobhost {

QueryReader::QueryReader(const Request& request, std::span<const std::string> known) : request_(request) {
  for (const auto& [name, value] : request.query) {
    if (std::find(known.begin(), known.end(), name) != known.end()) { continue; }
    const auto meant = closest_name(name, known);
    add_problem(name,
                fmt::format("unknown parameter; {}known: {}",
                            meant ? fmt::format("did you mean \"{}\"? ", *meant) : "", fmt::join(known, ", ")));
  }
}

std::string QueryReader::text(const std::string& name) const {
  const auto found = request_.query.find(name);
  return found == request_.query.end() ? std::string{} : found->second;
}

std::int64_t QueryReader::integer(const std::string& name, std::int64_t fallback, std::int64_t least,
                                  std::int64_t most) {
  const auto value = text(name);
  if (value.empty()) { return fallback; }
  std::int64_t number = 0;
  const auto* end = value.data() + value.size();
  const auto [rest, error] = std::from_chars(value.data(), end, number);
  if (error == std::errc{} && rest == end && number >= least && number <= most) { return number; }
  add_problem(name, fmt::format("is \"{}\"; must be a number from {} to {}", value, least, most));
  return fallback;
}

std::optional<std::chrono::milliseconds> QueryReader::duration(const std::string& name) {
  const auto value = text(name);
  if (value.empty()) { return std::nullopt; }
  const auto parsed = parse_duration(value);
  if (!parsed) { add_problem(name, fmt::format("is \"{}\"; must be a duration such as 20s or 500ms", value)); }
  return parsed;
}

void QueryReader::add_problem(const std::string& name, std::string what) {
  problems_.push_back({fmt::format("?{}", name), std::move(what)});
}

std::optional<Response> QueryReader::refusal() const {
  if (problems_.empty()) { return std::nullopt; }
  return problem(400, "bad_query", "the query of the URL is wrong", problems_);
}

}  // namespace jobhost
