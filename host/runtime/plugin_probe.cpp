#include "runtime/plugin_probe.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <fstream>

#include "runtime/runner_setup.hpp"

namespace jobhost {
namespace {

constexpr std::size_t kMaxOutput = 64 << 10;  // of what a plugin prints; the rest is dropped

std::size_t largest_frame(const ProbeSetup& setup) {
  return std::max<std::size_t>(static_cast<std::size_t>(setup.max_output), kArtifactChunk) + kFrameOverhead;
}

int milliseconds_until(std::chrono::steady_clock::time_point deadline) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
  return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 3'600'000));
}

}  // namespace

PluginProbe::PluginProbe(const ProbeSetup& setup)
    : work_folder_(std::filesystem::temp_directory_path()),
      process_(setup.executable),
      watched_{{{process_.socket(), POLLIN, 0},
                {process_.standard_output(), POLLIN, 0},
                {process_.standard_error(), POLLIN, 0},
                {process_.pid_fd(), POLLIN, 0}}},
      incoming_(largest_frame(setup)),
      start_timeout_(setup.start_timeout),
      deadline_(Clock::now() + setup.start_timeout) {
  send(to_message({.plugin = setup.plugin.string(),
                   .settings = setup.settings,
                   .max_output = setup.max_output,
                   .work_folder = work_folder_.path().string(),
                   .limits = {},
                   .withhold = setup.withhold,
                   .ask_extensions = setup.ask_extensions}),
       deadline_);
}

const nlohmann::json& PluginProbe::hello() {
  while (!hello_ && !refusal_ && !end_ && take_in(deadline_)) {}
  if (refusal_) { throw *refusal_; }
  if (hello_) { return *hello_; }
  if (end_) { throw PluginRefused("crashed_on_load", fmt::format("{} while it was loaded", how_it_ended())); }
  kill();
  throw PluginRefused("load_timeout", fmt::format("it was not ready within {} ms", start_timeout_.count()),
                      "do less before the first job: in static constructors, jobhost_plugin_v1 and init");
}

ProbeRun PluginProbe::run(const ProbeOrder& order) {
  const auto start = Clock::now();
  deadline_ = start + order.timeout;
  conversation_.emplace(order.series, order.listener);
  ++run_number_;
  auto cancel_at = order.cancel_after ? start + *order.cancel_after : Clock::time_point::max();
  const auto cancel_when_due = [&] {
    if (Clock::now() < cancel_at) { return; }
    process_.flags().cancel_run.store(run_number_, std::memory_order_relaxed);
    cancel_at = Clock::time_point::max();
  };
  cancel_when_due();
  if (alive()) {
    send({{"run", run_number_}, {"id", 1}, {"attempt", 1}, {"whole", true}, {"payload", order.payload}}, deadline_);
  }
  while (!conversation_->ended() && !end_ && Clock::now() < deadline_) {
    take_in(std::min(deadline_, cancel_at));
    cancel_when_due();
  }
  const bool ended = conversation_->ended();
  if (!ended && !end_) {
    kill();
    conversation_->run().outcome = ProbeRun::Outcome::timed_out;
    conversation_->run().message = fmt::format("it did not end within {} ms and was killed", order.timeout.count());
  } else if (!ended) {
    conversation_->run().outcome = ProbeRun::Outcome::crashed;
    conversation_->run().message = how_it_ended();
  }
  read_output();
  auto run = std::move(conversation_->run());
  conversation_.reset();
  run.duration = std::chrono::ceil<std::chrono::milliseconds>(Clock::now() - start);
  return run;
}

std::int64_t PluginProbe::resident_bytes() const {
  std::ifstream stream(fmt::format("/proc/{}/statm", process_.pid()));
  std::int64_t pages = 0;
  std::int64_t resident = 0;
  if (!alive() || !(stream >> pages >> resident)) { return 0; }
  return resident * ::sysconf(_SC_PAGESIZE);
}

bool PluginProbe::leave(std::chrono::milliseconds timeout) {
  if (!alive()) { return false; }
  deadline_ = Clock::now() + timeout;
  process_.close_wire();
  while (!end_ && take_in(deadline_)) {}
  if (!end_) {
    kill();
    return false;
  }
  return end_->signal == 0 && end_->exit_code == 0;
}

void PluginProbe::send(const nlohmann::json& message, Clock::time_point deadline) {
  const auto frame = encode_frame(message);
  for (std::size_t done = 0; done < frame.size();) {
    const auto sent =
        ::send(process_.socket(), frame.data() + done, frame.size() - done, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent >= 0) {
      done += static_cast<std::size_t>(sent);
      continue;
    }
    if (errno == EINTR) { continue; }
    pollfd socket{process_.socket(), POLLOUT, 0};
    // When the runner has gone or does not read, the wait for its answer says so.
    if (errno != EAGAIN || ::poll(&socket, 1, milliseconds_until(deadline)) <= 0) { return; }
  }
}

bool PluginProbe::take_in(Clock::time_point deadline) {
  const auto ready = ::poll(watched_.data(), watched_.size(), milliseconds_until(deadline));
  if (ready < 0) { return errno == EINTR; }
  if (ready == 0) { return false; }
  read_wire();
  read_output();
  if ((watched_[3].revents & POLLIN) != 0) { on_exit(); }
  return true;
}

void PluginProbe::read_wire() {
  try {
    for (;;) {
      const auto space = incoming_.writable();
      const auto bytes = ::recv(process_.socket(), space.data(), space.size(), MSG_DONTWAIT);
      if (bytes == 0) { watched_[0].fd = -1; }
      if (bytes <= 0) { return; }
      incoming_.commit(static_cast<std::size_t>(bytes));
      while (const auto body = incoming_.next()) { on_message(decode_message(*body)); }
    }
  } catch (const std::exception& error) {  // WireError, or a message that lacks a field
    protocol_error_ = error.what();
    kill();
  }
}

void PluginProbe::read_output() {
  read_output(watched_[1]);
  read_output(watched_[2]);
}

void PluginProbe::read_output(pollfd& pipe) {
  std::array<char, 4096> buffer{};
  for (;;) {
    const auto bytes = ::read(pipe.fd, buffer.data(), buffer.size());
    if (bytes < 0 && errno == EINTR) { continue; }
    if (bytes == 0) { pipe.fd = -1; }
    if (bytes <= 0) { return; }
    auto& output = conversation_ ? conversation_->run().output : output_;
    output.append(buffer.data(),
                  std::min(static_cast<std::size_t>(bytes), kMaxOutput - std::min(kMaxOutput, output.size())));
  }
}

void PluginProbe::on_message(const nlohmann::json& message) {
  if (conversation_) {
    if (const auto answer = conversation_->on_message(message)) { send(*answer, deadline_); }
    return;
  }
  const auto type = message.value("t", std::string());
  if (type == "hello") {
    hello_ = message;
  } else if (type == "refused") {
    refusal_.emplace(message.value("code", "refused"), message.value("message", "the plugin was refused"),
                     message.value("fix", ""));
  } else {
    throw WireError("unexpected message \"" + type + "\"");
  }
}

void PluginProbe::on_exit() {
  if (end_) { return; }
  read_wire();  // what it said before it ended
  if (!end_) { end_ = process_.reap(); }
}

void PluginProbe::kill() {
  if (end_) { return; }
  process_.signal(SIGKILL);
  end_ = process_.reap();
}

std::string PluginProbe::how_it_ended() const {
  if (!protocol_error_.empty()) { return fmt::format("it broke the protocol of the runner: {}", protocol_error_); }
  if (end_->signal != 0) { return fmt::format("it crashed with {}", signal_name(end_->signal)); }
  return fmt::format("it ended its process with exit code {}", end_->exit_code);
}

}  // namespace jobhost
