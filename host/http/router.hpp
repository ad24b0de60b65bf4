// Which function answers which path, and the one wrapper around all of them: checks where a request is from, finds
// the route (404, 405 with Allow), turns exceptions into problems. route() runs on reactor threads; routes are
// added before that.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "http/exchange.hpp"

namespace jobhost {

class Router {
 public:
  // Must not block. Takes what it needs out of the exchange when another thread is to answer; what it throws
  // becomes a problem.
  using Handler = std::function<void(Exchange&)>;

  // `name` is a literal like "GET /v1/jobs/{id}/logs": method, then the pattern. It is also the route's name in the
  // metrics.
  void add(std::string_view name, Handler handler);
  void route(Request request, Reply reply) const;

 private:
  struct Route {
    std::string_view name;
    std::string_view method;
    std::vector<std::string_view> segments;
    Handler handler;
  };

  [[nodiscard]] std::string methods_of(std::string_view path) const;
  void run(const Route& route, Request request, Reply reply) const;

  std::vector<Route> routes_;
};

}  // namespace jobhost
