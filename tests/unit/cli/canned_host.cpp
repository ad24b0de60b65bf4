#include "canned_host.hpp"

#include <httplib.h>

#include <condition_variable>
#include <mutex>
#include <thread>

namespace jobhost::test {

struct CannedHost::Server {
  httplib::Server http;
  std::thread thread;
  int port = 0;

  mutable std::mutex mutex;
  mutable std::condition_variable changed;
  std::map<std::string, std::vector<CannedAnswer>> answers;           // guarded by mutex
  std::map<std::string, std::pair<std::string, std::size_t>> ranged;  // guarded by mutex
  std::vector<SeenRequest> seen;                                      // guarded by mutex
  bool stopping = false;                                              // guarded by mutex

  void remember(const httplib::Request& request) {
    SeenRequest each{request.method, request.target, request.body, {}};
    for (const auto& [name, value] : request.headers) { each.headers[name] = value; }
    seen.push_back(std::move(each));
    changed.notify_all();
  }

  void answer_range(const httplib::Request& request, httplib::Response& response) {
    // Else httplib cuts the range a second time, out of the piece. (The object is not const; only this view of it.)
    const_cast<httplib::Request&>(request).ranges.clear();
    const auto& [content, piece] = ranged.at(request.path);
    const auto first = static_cast<std::size_t>(std::stoul(request.get_header_value("Range").substr(6)));
    if (first >= content.size()) {
      response.status = 416;
      response.set_header("Content-Range", "bytes */" + std::to_string(content.size()));
      return;
    }
    const auto part = content.substr(first, piece);
    response.status = 206;
    response.set_header("Content-Range", "bytes " + std::to_string(first) + "-" +
                                             std::to_string(first + part.size() - 1) + "/" +
                                             std::to_string(content.size()));
    response.set_content(part, "application/octet-stream");
  }

  static void hang_up(httplib::Response& response) {
    response.status = 200;
    // Announces 100 bytes, then gives up.
    response.set_content_provider(100, "application/json",
                                  [](std::size_t, std::size_t, httplib::DataSink&) { return false; });
  }

  // As RFC 9110 allows: no body, no length, and the connection stays open.
  void answer_not_modified(httplib::Response& response) {
    response.status = 304;
    response.set_content_provider("application/json", [this](std::size_t, httplib::DataSink&) {
      std::unique_lock waiting(mutex);
      return !changed.wait_for(waiting, std::chrono::milliseconds{10}, [this] { return stopping; });
    });
  }

  CannedAnswer next_answer(const std::string& key) {
    const auto found = answers.find(key);
    if (found == answers.end()) { return {404, R"({"title":"not canned","detail":")" + key + "\"}", {}, false}; }
    auto answer = found->second.front();
    if (found->second.size() > 1) { found->second.erase(found->second.begin()); }
    return answer;
  }

  void handle(const httplib::Request& request, httplib::Response& response) {
    std::unique_lock lock(mutex);
    remember(request);
    if (ranged.contains(request.path)) { return answer_range(request, response); }
    const auto answer = next_answer(request.method + " " + request.path);
    if (answer.status == 304) { return answer_not_modified(response); }
    if (answer.hold) {
      changed.wait(lock, [this] { return stopping; });
    }
    response.status = answer.status;
    for (const auto& [name, value] : answer.headers) { response.set_header(name, value); }
    if (!answer.body.empty()) { response.set_content(answer.body, "application/json"); }
  }
};

CannedHost::CannedHost() : server_(std::make_unique<Server>()) {
  auto* server = server_.get();
  // Before routing and before httplib cuts ranges by itself: what is answered is what the test said.
  server->http.set_pre_routing_handler([server](const httplib::Request& request, httplib::Response& response) {
    if (request.method != "GET") { return httplib::Server::HandlerResponse::Unhandled; }
    server->handle(request, response);
    return httplib::Server::HandlerResponse::Handled;
  });
  const auto handle = [server](const httplib::Request& request, httplib::Response& response) {
    server->handle(request, response);
  };
  server->http.Post(".*", handle);
  server->http.Put(".*", handle);
  server->port = server->http.bind_to_any_port("127.0.0.1");
  server->thread = std::thread([server] { server->http.listen_after_bind(); });
}

CannedHost::~CannedHost() {
  {
    const std::lock_guard lock(server_->mutex);
    server_->stopping = true;
    server_->changed.notify_all();
  }
  while (!server_->http.is_running()) { std::this_thread::yield(); }
  server_->http.stop();
  server_->thread.join();
}

std::string CannedHost::url() const {
  return "http://127.0.0.1:" + std::to_string(server_->port);
}

void CannedHost::answer(const std::string& method_and_path, std::vector<CannedAnswer> answers) {
  const std::lock_guard lock(server_->mutex);
  server_->answers[method_and_path] = std::move(answers);
}

void CannedHost::serve_ranges(const std::string& path, const std::string& content, std::size_t piece) {
  const std::lock_guard lock(server_->mutex);
  server_->ranged[path] = {content, piece};
}

std::vector<SeenRequest> CannedHost::requests() const {
  const std::lock_guard lock(server_->mutex);
  return server_->seen;
}

bool CannedHost::wait_for_requests(std::size_t count) const {
  std::unique_lock lock(server_->mutex);
  return server_->changed.wait_for(lock, std::chrono::seconds{20}, [&] { return server_->seen.size() >= count; });
}

}  // namespace jobhost::test
