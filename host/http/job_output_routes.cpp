#include "http/job_output_routes.hpp"

#include <fcntl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <system_error>

#include "http/byte_range.hpp"
#include "http/entity_tag.hpp"
#include "http/job_document.hpp"
#include "http/job_id_text.hpp"
#include "http/job_reader.hpp"
#include "http/job_routes.hpp"
#include "http/problem.hpp"
#include "http/query_reader.hpp"

namespace jobhost {
namespace {

// 200, 206 or 416, and the headers that go with it; `range` says which bytes are to be sent.
Response range_response(const Request& request, std::int64_t size, const std::string& etag, ByteRange& range) {
  range = read_range(request.range, size);
  Response response;
  if (range.kind == ByteRange::Kind::unsatisfiable) {
    response = problem(416, "range_not_satisfiable", fmt::format("there are {} bytes", size));
    response.headers.emplace_back("Content-Range", fmt::format("bytes */{}", size));
    return response;
  }
  response.headers.emplace_back("ETag", etag);
  response.headers.emplace_back("Accept-Ranges", "bytes");
  response.headers.emplace_back("Cache-Control", "no-cache");
  if (names_etag(request.if_none_match, etag)) {
    response.status = 304;
  } else if (range.kind == ByteRange::Kind::part) {
    response.status = 206;
    response.headers.emplace_back(
        "Content-Range", fmt::format("bytes {}-{}/{}", range.offset, range.offset + range.length - 1, size));
  }
  return response;
}

bool has_body(const Response& response) {
  return response.status == 200 || response.status == 206;
}

Response no_result(const Job& job) {
  auto response =
      problem(404, "no_result", fmt::format("job {} is {} and has no result", job.id, to_string(job.state)));
  if (!is_terminal(job.state)) { response.headers.emplace_back("Retry-After", "1"); }
  return response;
}

Response send_result(const ApiContext& api, const Exchange& exchange) {
  const auto id = parse_job_id(exchange.parameters[0]).value_or(0);
  const auto detail = api.host.jobs.find(id);
  if (!detail) { return no_such_job(exchange.parameters[0]); }
  if (!detail->result_size) { return no_result(detail->job); }
  ByteRange range;
  auto response = range_response(exchange.request, *detail->result_size, etag_of(id, detail->job.revision), range);
  if (!has_body(response)) { return response; }
  auto bytes = api.host.jobs.result(id, range.offset, range.length);
  if (!bytes) { return no_result(detail->job); }  // a retry took it away in between
  response.body = std::move(*bytes);
  return response;
}

Response send_logs(const ApiContext& api, const Exchange& exchange) {
  static const std::array<std::string, 2> known{"after", "limit"};
  QueryReader query(exchange.request, known);
  auto after = query.integer("after", 0, 0, INT64_MAX);
  const auto limit = query.integer("limit", 200, 1, 1'000);
  if (auto refusal = query.refusal()) { return *std::move(refusal); }
  const auto id = parse_job_id(exchange.parameters[0]).value_or(0);
  const auto lines = api.host.jobs.log(id, after, static_cast<int>(limit));
  if (lines.empty() && !api.host.jobs.find(id)) { return no_such_job(exchange.parameters[0]); }
  Response response;
  response.body = "{\"lines\":[";
  for (const auto& line : lines) {
    if (response.body.size() > kMostListBytes) { break; }
    if (response.body.back() != '[') { response.body += ','; }
    append_log_line(response.body, line);
    after = line.seq;
  }
  response.body += fmt::format("],\"next_after\":{}}}", after);
  return response;
}

Response list_artifacts(const ApiContext& api, const Exchange& exchange) {
  const auto detail = api.host.jobs.find(parse_job_id(exchange.parameters[0]).value_or(0));
  if (!detail) { return no_such_job(exchange.parameters[0]); }
  Response response;
  response.body = "{\"artifacts\":[";
  for (const auto& artifact : detail->artifacts) {
    if (response.body.back() != '[') { response.body += ','; }
    append_artifact(response.body, detail->job.id, artifact);
  }
  response.body += "]}";
  return response;
}

Response no_such_artifact(const JobDetail& detail, const std::string& name) {
  std::vector<std::string> names;
  for (const auto& artifact : detail.artifacts) { names.push_back(artifact.name); }
  return problem(404, "no_such_artifact",
                 fmt::format("job {} has no artifact \"{}\"; it has: {}", detail.job.id, name,
                             names.empty() ? "none" : fmt::format("{}", fmt::join(names, ", "))));
}

Response send_artifact(const ApiContext& api, const Exchange& exchange) {
  const auto detail = api.host.jobs.find(parse_job_id(exchange.parameters[0]).value_or(0));
  if (!detail) { return no_such_job(exchange.parameters[0]); }
  const auto& name = exchange.parameters[1];
  const auto found = std::find_if(detail->artifacts.begin(), detail->artifacts.end(),
                                  [&](const Artifact& each) { return each.name == name; });
  if (found == detail->artifacts.end()) { return no_such_artifact(*detail, name); }
  ByteRange range;
  auto response = range_response(exchange.request, found->size, fmt::format("\"{}\"", found->sha256), range);
  if (!has_body(response)) { return response; }
  UniqueFd file(::open(api.host.artifacts.path(found->sha256).c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) { throw std::system_error(errno, std::generic_category(), "artifact " + found->sha256); }
  response.content_type = found->media_type.empty() ? "application/octet-stream" : found->media_type;
  // A plugin chooses type and content: a browser must save it, never run it as a page of this host.
  response.headers.emplace_back("Content-Disposition", "attachment");
  response.headers.emplace_back("Content-Security-Policy", "sandbox");
  response.file = FilePart{std::move(file), range.offset, range.length};
  return response;
}

}  // namespace

void add_job_output_routes(Router& router, const ApiContext& api) {
  using Action = Response (*)(const ApiContext&, const Exchange&);
  const auto by_readers = [&api](Action action) {
    return answered_by(api.readers, [&api, action](const Exchange& exchange) { return action(api, exchange); });
  };
  router.add("GET /v1/jobs/{id}/result", by_readers(send_result));
  router.add("GET /v1/jobs/{id}/logs", by_readers(send_logs));
  router.add("GET /v1/jobs/{id}/artifacts", by_readers(list_artifacts));
  router.add("GET /v1/jobs/{id}/artifacts/{name}", by_readers(send_artifact));
}

}  // namespace jobhost
