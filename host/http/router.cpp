#include "http/router.hpp"

#include <fmt/format.h>

#include "http/browser_guard.hpp"
#include "http/problem.hpp"
#include "http/url_text.hpp"

namespace jobhost {
namespace {

bool is_parameter(std::string_view segment) {
  return !segment.empty() && segment.front() == '{';
}

bool matches(const std::vector<std::string_view>& pattern, const std::vector<std::string_view>& path) {
  if (pattern.size() != path.size()) { return false; }
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool same = is_parameter(pattern[i]) ? !path[i].empty() : pattern[i] == path[i];
    if (!same) { return false; }
  }
  return true;
}

// nullopt when a part cannot be decoded.
std::optional<std::vector<std::string>> parameters_of(const std::vector<std::string_view>& pattern,
                                                      const std::vector<std::string_view>& path) {
  std::vector<std::string> parameters;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (!is_parameter(pattern[i])) { continue; }
    auto decoded = percent_decode(path[i]);
    if (!decoded) { return std::nullopt; }
    parameters.push_back(std::move(*decoded));
  }
  return parameters;
}

}  // namespace

void Router::add(std::string_view name, Handler handler) {
  const auto space = name.find(' ');
  routes_.push_back({name, name.substr(0, space), path_segments(name.substr(space + 1)), std::move(handler)});
}

void Router::route(Request request, Reply reply) const {
  if (auto refusal = refuse_foreign_page(request)) { return reply.send(std::move(*refusal)); }
  const auto path = path_segments(request.path);
  for (const auto& route : routes_) {
    if (route.method == request.method && matches(route.segments, path)) {
      return run(route, std::move(request), std::move(reply));
    }
  }
  const auto methods = methods_of(request.path);
  if (methods.empty()) { return reply.send(problem(404, "no_such_path", "there is nothing at this path")); }
  auto refusal = problem(405, "wrong_method", fmt::format("this path takes {}", methods));
  refusal.headers.emplace_back("Allow", methods);
  reply.send(std::move(refusal));
}

std::string Router::methods_of(std::string_view path) const {
  const auto segments = path_segments(path);
  std::string methods;
  for (const auto& route : routes_) {
    if (!matches(route.segments, segments)) { continue; }
    methods += methods.empty() ? "" : ", ";
    methods += route.method;
  }
  return methods;
}

void Router::run(const Route& route, Request request, Reply reply) const {
  reply.set_route(route.name);
  auto parameters = parameters_of(route.segments, path_segments(request.path));
  if (!parameters) { return reply.send(problem(400, "bad_path", "the path has a broken percent escape")); }
  Exchange exchange{std::move(request), std::move(*parameters), std::move(reply)};
  try {
    route.handler(exchange);
  } catch (const std::exception& error) {
    exchange.reply.send(problem_of(error, exchange.request.method, exchange.request.path));
  }
}

}  // namespace jobhost
