// Fixed work for a host: COUNT submissions over CONNECTIONS keep-alive connections, one request at a time on each.
//   queue_load ADDRESS PORT CONNECTIONS COUNT BODY
// Prints one JSON line: seconds, accepted, other, and the latency of a request in milliseconds (p50, p99).

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

struct Connection {
  int fd = -1;
  std::string answer;
  Clock::time_point sent;
};

struct Totals {
  int to_send = 0;
  int answered = 0;
  int accepted = 0;
  std::vector<double> millis;
};

int connect_to(const char* address, int port) {
  const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
  const int on = 1;
  ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  sockaddr_in target{};
  target.sin_family = AF_INET;
  target.sin_port = htons(static_cast<std::uint16_t>(port));
  ::inet_pton(AF_INET, address, &target.sin_addr);
  if (::connect(fd, reinterpret_cast<const sockaddr*>(&target), sizeof target) != 0) {
    throw std::runtime_error("cannot connect");
  }
  return fd;
}

void send_next(Connection& connection, const std::string& request, Totals& totals) {
  if (totals.to_send == 0) { return; }
  --totals.to_send;
  connection.answer.clear();
  connection.sent = Clock::now();
  if (::send(connection.fd, request.data(), request.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request.size())) {
    throw std::runtime_error("cannot send");
  }
}

// True when the whole answer is there.
bool is_complete(const std::string& answer) {
  const auto head = answer.find("\r\n\r\n");
  if (head == std::string::npos) { return false; }
  const auto length = answer.find("Content-Length: ");
  if (length == std::string::npos || length > head) { throw std::runtime_error("no Content-Length: " + answer); }
  return answer.size() >= head + 4 + std::strtoul(answer.c_str() + length + 16, nullptr, 10);
}

void receive(Connection& connection, const std::string& request, Totals& totals) {
  std::array<char, 16384> buffer{};
  const auto bytes = ::recv(connection.fd, buffer.data(), buffer.size(), 0);
  if (bytes <= 0) { throw std::runtime_error("the host closed a connection"); }
  connection.answer.append(buffer.data(), static_cast<std::size_t>(bytes));
  if (!is_complete(connection.answer)) { return; }
  totals.millis.push_back(std::chrono::duration<double, std::milli>(Clock::now() - connection.sent).count());
  ++totals.answered;
  totals.accepted += std::string_view(connection.answer).substr(9, 3) == "202" ? 1 : 0;
  send_next(connection, request, totals);
}

double percentile(std::vector<double>& values, double share) {
  std::sort(values.begin(), values.end());
  return values.at(static_cast<std::size_t>(share * static_cast<double>(values.size() - 1)));
}

void run(const char* address, int port, int connections, int count, const std::string& body) {
  const auto request = fmt::format(
      "POST /v1/jobs HTTP/1.1\r\nHost: {}:{}\r\nContent-Type: application/json\r\nConnection: keep-alive\r\n"
      "Content-Length: {}\r\n\r\n{}",
      address, port, body.size(), body);
  const int epoll = ::epoll_create1(0);
  std::vector<Connection> all(static_cast<std::size_t>(connections));
  for (auto& connection : all) {
    connection.fd = connect_to(address, port);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.ptr = &connection;
    ::epoll_ctl(epoll, EPOLL_CTL_ADD, connection.fd, &event);
  }
  Totals totals{.to_send = count, .answered = 0, .accepted = 0, .millis = {}};
  const auto start = Clock::now();
  for (auto& connection : all) { send_next(connection, request, totals); }
  std::array<epoll_event, 64> events{};
  while (totals.answered < count) {
    const int ready = ::epoll_wait(epoll, events.data(), static_cast<int>(events.size()), 30'000);
    if (ready <= 0) { throw std::runtime_error("no answer for 30 s"); }
    for (int i = 0; i < ready; ++i) {
      receive(*static_cast<Connection*>(events[static_cast<std::size_t>(i)].data.ptr), request, totals);
    }
  }
  const std::chrono::duration<double> seconds = Clock::now() - start;
  fmt::print("{{\"seconds\": {:.6f}, \"accepted\": {}, \"other\": {}, \"p50_ms\": {:.3f}, \"p99_ms\": {:.3f}}}\n",
             seconds.count(), totals.accepted, count - totals.accepted, percentile(totals.millis, 0.5),
             percentile(totals.millis, 0.99));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 6) {
    fmt::print(stderr, "usage: queue_load ADDRESS PORT CONNECTIONS COUNT BODY\n");
    return 2;
  }
  try {
    run(argv[1], std::atoi(argv[2]), std::atoi(argv[3]), std::atoi(argv[4]), argv[5]);
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "queue_load: {}\n", error.what());
    return 1;
  }
}
