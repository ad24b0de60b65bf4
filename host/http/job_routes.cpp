#include "http/job_routes.hpp"

#include <fmt/format.h>

#include <array>

#include "http/entity_tag.hpp"
#include "http/job_document.hpp"
#include "http/job_id_text.hpp"
#include "http/job_reader.hpp"
#include "http/json_input.hpp"
#include "http/problem.hpp"
#include "http/query_reader.hpp"
#include "http/submission.hpp"

namespace jobhost {
namespace {

constexpr auto kLongestWait = std::chrono::milliseconds{60'000};

// Runs on the reactor: nothing here waits.
void submit(const ApiContext& api, Exchange& exchange) {
  if (auto refusal = refuse_unless_json(exchange.request.content_type)) {
    return exchange.reply.send(*std::move(refusal));
  }
  auto read = read_submission(exchange.request.body, api.host.job_types);
  if (auto* refusal = std::get_if<Response>(&read)) { return exchange.reply.send(std::move(*refusal)); }
  api.submitter.submit(std::move(std::get<NewJob>(read)), std::move(exchange.reply));
}

std::string states_list() {
  std::string states;
  for (const auto state : kAllJobStates) {
    states += fmt::format("{}{}", states.empty() ? "" : ", ", to_string(state));
  }
  return states;
}

JobFilter read_filter(QueryReader& query) {
  JobFilter filter;
  filter.type = query.text("type");
  filter.tag = query.text("tag");
  const auto state = query.text("state");
  filter.state = parse_job_state(state);
  if (!state.empty() && !filter.state) {
    query.add_problem("state", fmt::format("is \"{}\"; must be one of {}", state, states_list()));
  }
  const auto parent = query.text("parent");
  filter.parent = parse_job_id(parent).value_or(0);
  if (!parent.empty() && filter.parent == 0) { query.add_problem("parent", "is not the id of a job"); }
  return filter;
}

std::string list_document(const JobPage& page) {
  std::string out = "{\"jobs\":[";
  std::optional<JobId> cut_before;
  for (const auto& job : page.jobs) {
    const auto length = out.size();
    if (out.back() != '[') { out += ','; }
    append_job_summary(out, job);
    if (out.size() > kMostListBytes && length > kMostListBytes / 2) {
      out.resize(length);
      break;
    }
    cut_before = job.id;
  }
  const bool whole = page.jobs.empty() || cut_before == page.jobs.back().id;
  const auto next = whole ? page.next_before : cut_before;
  out += "],\"next_cursor\":";
  out += next ? fmt::format("\"{}\"}}", cursor_before(*next)) : "null}";
  return out;
}

Response list_jobs(const ApiContext& api, const Exchange& exchange) {
  static const std::array<std::string, 6> known{"state", "type", "tag", "parent", "cursor", "limit"};
  QueryReader query(exchange.request, known);
  const auto filter = read_filter(query);
  const auto limit = query.integer("limit", 50, 1, 500);
  const auto cursor = query.text("cursor");
  const auto before = parse_cursor(cursor);
  if (!cursor.empty() && !before) { query.add_problem("cursor", "is not a cursor of this list"); }
  if (auto refusal = query.refusal()) { return *std::move(refusal); }
  Response response;
  auto page = api.host.jobs.list(filter, before, static_cast<int>(limit));
  for (auto& job : page.jobs) { show_unavailable_plugin(job, api.host.job_types); }
  response.body = list_document(page);
  return response;
}

// What `wait` and `if_changed` or If-None-Match ask for.
struct JobQuery {
  std::chrono::milliseconds wait{0};
  std::string seen_etags;
};

std::variant<JobQuery, Response> read_job_query(const Request& request) {
  static const std::array<std::string, 2> known{"wait", "if_changed"};
  QueryReader query(request, known);
  const auto wait = std::min(query.duration("wait").value_or(std::chrono::milliseconds{0}), kLongestWait);
  auto seen = query.text("if_changed");
  if (seen.empty()) { seen = request.if_none_match; }
  if (auto refusal = query.refusal()) { return *std::move(refusal); }
  return JobQuery{wait, std::move(seen)};
}

Response show_job(const ApiContext& api, const Exchange& exchange) {
  const auto view = read_job(api.host.jobs, api.host.job_types, parse_job_id(exchange.parameters[0]).value_or(0));
  if (!view) { return no_such_job(exchange.parameters[0]); }
  const auto query = read_job_query(exchange.request);
  if (const auto* asked = std::get_if<JobQuery>(&query); asked && names_etag(asked->seen_etags, view->etag)) {
    return not_modified(*view);
  }
  return job_response(*view);
}

// Runs on the reactor: a wait goes to the long-polls, everything else to the readers.
void show_or_wait(const ApiContext& api, const Router::Handler& show_now, Exchange& exchange) {
  auto query = read_job_query(exchange.request);
  if (auto* refusal = std::get_if<Response>(&query)) { return exchange.reply.send(std::move(*refusal)); }
  auto& asked = std::get<JobQuery>(query);
  const auto id = parse_job_id(exchange.parameters[0]);
  if (!id) { return exchange.reply.send(no_such_job(exchange.parameters[0])); }
  if (asked.wait.count() == 0) { return show_now(exchange); }
  api.long_polls.add({*id, std::move(asked.seen_etags), asked.wait, std::move(exchange.reply)});
}

// The document after the change.
Response changed(const ApiContext& api, JobId id, int status) {
  const auto view = read_job(api.host.jobs, api.host.job_types, id);
  return view ? job_response(*view, status) : no_such_job(fmt::format("{}", id));
}

Response cancel_job(const ApiContext& api, const Exchange& exchange) {
  const auto id = parse_job_id(exchange.parameters[0]);
  if (!id) { return no_such_job(exchange.parameters[0]); }
  switch (api.host.jobs.cancel(std::array{*id}).at(0)) {
    case CancelResult::not_found:
      return no_such_job(exchange.parameters[0]);
    case CancelResult::cancelled:
      return changed(api, *id, 200);
    case CancelResult::cancelling:
      api.host.running.cancel_running(*id);
      return changed(api, *id, 202);
    case CancelResult::already_terminal:
      break;
  }
  return problem(409, "already_over", fmt::format("job {} is over; there is nothing to cancel", *id));
}

Response retry_job(const ApiContext& api, const Exchange& exchange) {
  const auto id = parse_job_id(exchange.parameters[0]);
  if (!id) { return no_such_job(exchange.parameters[0]); }
  switch (api.host.jobs.retry(std::array{*id}).at(0)) {
    case RetryResult::not_found:
      return no_such_job(exchange.parameters[0]);
    case RetryResult::queued:
      return changed(api, *id, 202);
    case RetryResult::key_in_use:
      return problem(409, "unique_key_in_use", fmt::format("another live job has the unique_key of job {}", *id));
    case RetryResult::is_shard:
      return problem(409, "is_shard", fmt::format("job {} is a shard of another job; retry that one", *id));
    case RetryResult::shards_running:
      return problem_for_now(409, "shards_stopping",
                             fmt::format("shards of job {} are still stopping; try again", *id), 1);
    case RetryResult::not_terminal:
      break;
  }
  return problem(409, "not_over", fmt::format("job {} is not over; only an ended job can be retried", *id));
}

}  // namespace

void add_job_routes(Router& router, const ApiContext& api) {
  using Action = Response (*)(const ApiContext&, const Exchange&);
  const auto by_readers = [&api](Action action) {
    return answered_by(api.readers, [&api, action](const Exchange& exchange) { return action(api, exchange); });
  };
  router.add("POST /v1/jobs", [&api](Exchange& exchange) { submit(api, exchange); });
  router.add("GET /v1/jobs", by_readers(list_jobs));
  router.add("GET /v1/jobs/{id}", [&api, show_now = by_readers(show_job)](Exchange& exchange) {
    show_or_wait(api, show_now, exchange);
  });
  router.add("POST /v1/jobs/{id}/cancel", by_readers(cancel_job));
  router.add("POST /v1/jobs/{id}/retry", by_readers(retry_job));
}

}  // namespace jobhost
