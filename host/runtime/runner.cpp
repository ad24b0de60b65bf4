#include "runtime/runner.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <nlohmann/json.hpp>

#include "runtime/run_order.hpp"
#include "runtime/runner_setup.hpp"
#include "support/log.hpp"

namespace jobhost {
namespace {

// From SIGTERM to SIGKILL, at most: an attempt that is to end has ended within its grace and one second, whatever
// the plugin does.
constexpr auto kAfterSigterm = std::chrono::milliseconds(500);
// From the end of the wire to the end of the process.
constexpr auto kExitAfterWire = std::chrono::milliseconds(500);

std::size_t frame_limit(const RunnerSettings& settings) {
  return std::max<std::size_t>(static_cast<std::size_t>(settings.max_output), kArtifactChunk) + kFrameOverhead;
}

Refusal refusal_of(const ProcessEnd& exit) {
  if (exit.signal != 0) {
    return {"crashed_on_load",
            fmt::format("the plugin crashed with {} while it was loaded", signal_name(exit.signal)),
            "load it in a debugger: jobhost plugin run"};
  }
  return {"exited_on_load",
          fmt::format("the plugin ended its process with exit code {} while it was loaded", exit.exit_code),
          "constructors of global objects and init() must not end the process"};
}

}  // namespace

Runner::Runner(EventLoop& loop, RunnerOwner& owner, AttemptSink& sink, ArtifactFiles& artifacts, const Clock& clock,
               const RunnerSettings& settings)
    : loop_(loop),
      owner_(owner),
      sink_(sink),
      artifacts_(artifacts),
      clock_(clock),
      settings_(settings),
      work_folder_(settings.work_root),
      process_(settings.executable),
      cpu_watch_(loop, process_, settings.limits.cpu_time, [this] { end_over_cpu_time(); }),
      incoming_(frame_limit(settings)),
      alive_(std::make_shared<bool>(true)) {
  loop_.watch(process_.socket(), EPOLLIN, [this](std::uint32_t events) { on_socket(events); });
  loop_.watch(process_.standard_output(), EPOLLIN,
              [this](auto) { read_output(process_.standard_output(), "stdout"); });
  loop_.watch(process_.standard_error(), EPOLLIN,
              [this](auto) { read_output(process_.standard_error(), "stderr"); });
  loop_.watch(process_.pid_fd(), EPOLLIN, [this](auto) { on_exit(); });
  timer_ = loop_.after(settings_.start_timeout, [this] {
    timer_.reset();
    start_error_ = {"start_timeout",
                    fmt::format("the plugin was not ready within {} ms", settings_.start_timeout.count()),
                    "let loading and init() be quick; heavy work belongs into run()"};
    process_.signal(SIGKILL);
  });
  send(to_message({.plugin = settings_.plugin,
                   .settings = settings_.plugin_settings,
                   .max_output = settings_.max_output,
                   .work_folder = work_folder_.path().string(),
                   .limits = settings_.limits}));
}

Runner::~Runner() {
  *alive_ = false;
  clear_timers();
  unwatch_all();
}

void Runner::run(Job job) {
  state_ = State::busy;
  const auto timeout = job.timeout.value_or(settings_.timeout);
  const auto order = run_order_message(++run_number_, job);
  attempt_.emplace(std::move(job), clock_, settings_.limits);
  timer_ = loop_.after(timeout, [this] {
    timer_.reset();
    stop_attempt(StopReason::timeout);
  });
  cpu_watch_.start();
  send(order);
}

// At once, as the kernel does it: a plugin that stops on the cancel flag would get more time than it has.
void Runner::end_over_cpu_time() {
  attempt_->stop_for(StopReason::cpu_time);
  clear_timers();
  climb(SIGXCPU);
}

void Runner::stop_attempt(StopReason reason) {
  if (state_ != State::busy || attempt_->stop_reason() != StopReason::none) { return; }
  attempt_->stop_for(reason);
  process_.flags().cancel_run.store(run_number_, std::memory_order_relaxed);
  clear_timers();
  timer_ = loop_.after(settings_.cancel_grace, [this] { climb(SIGTERM); });
}

void Runner::climb(int signal_number) {
  timer_.reset();
  peak_memory_bytes_ = process_.peak_memory_bytes();
  signalled_ = true;
  process_.signal(signal_number);
  if (signal_number != SIGKILL) {
    timer_ = loop_.after(std::min(settings_.cancel_grace, kAfterSigterm), [this] { climb(SIGKILL); });
  }
}

void Runner::leave() {
  if (state_ != State::idle && state_ != State::starting) { return; }
  state_ = State::leaving;
  clear_timers();
  process_.close_wire();
  timer_ = loop_.after(settings_.cancel_grace, [this] { climb(SIGKILL); });
}

void Runner::flush_update() {
  if (attempt_ && attempt_->job().id != 0 && attempt_->has_update()) { sink_.on_update(attempt_->take_update()); }
}

void Runner::send(const nlohmann::json& message) {
  const auto frame = encode_frame(message);
  outgoing_.insert(outgoing_.end(), frame.begin(), frame.end());
  write_pending();
}

void Runner::write_pending() {
  while (sent_ < outgoing_.size()) {
    const auto bytes =
        ::send(process_.socket(), outgoing_.data() + sent_, outgoing_.size() - sent_, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (bytes < 0 && errno == EINTR) { continue; }
    if (bytes < 0 && errno == EAGAIN) {
      loop_.change(process_.socket(), EPOLLIN | EPOLLOUT);
      return;
    }
    if (bytes < 0) { break; }  // the process is ending; its exit is seen on the pid descriptor
    sent_ += static_cast<std::size_t>(bytes);
  }
  outgoing_.clear();
  sent_ = 0;
}

void Runner::on_socket(std::uint32_t events) {
  if ((events & EPOLLOUT) != 0) {
    loop_.change(process_.socket(), EPOLLIN);
    write_pending();
  }
  if ((events & (EPOLLIN | EPOLLHUP | EPOLLERR)) == 0) { return; }
  const auto space = incoming_.writable();
  const auto bytes = ::recv(process_.socket(), space.data(), space.size(), MSG_DONTWAIT);
  if (bytes > 0) {
    incoming_.commit(static_cast<std::size_t>(bytes));
    read_frames();
  } else if (bytes == 0 || (errno != EAGAIN && errno != EINTR)) {
    loop_.unwatch(process_.socket());
    on_wire_closed();
  }
}

// Mostly the process is ending, and its exit is seen next. A plugin that closed the wire can never answer again.
void Runner::on_wire_closed() {
  loop_.after(kExitAfterWire, [this, alive = alive_] {
    if (*alive && state_ == State::busy) { kill_for("it closed its connection to the host"); }
  });
}

void Runner::read_frames() {
  try {
    while (const auto body = incoming_.next()) {
      auto message = decode_message(*body);
      on_message(message);
      if (state_ == State::gone) { return; }
    }
  } catch (const std::exception& error) {
    // WireError, a JSON access of a message that lacks a field, an artifact that cannot be written.
    kill_for(error.what());
  }
}

void Runner::on_message(nlohmann::json& message) {
  const auto type = message.value("t", std::string());
  if (type == "hello" && state_ == State::starting) { return on_hello(message); }
  if (type == "refused" && state_ == State::starting) {
    start_error_ = {message.value("code", std::string("refused")),
                    message.value("message", std::string("the plugin was refused")),
                    message.value("fix", std::string())};
    return;
  }
  if (state_ == State::busy) { return on_attempt_message(type, message); }
  if (state_ != State::leaving) { throw WireError("unexpected message \"" + type + "\""); }
}

void Runner::on_attempt_message(const std::string& type, nlohmann::json& message) {
  if (type == "end") { return on_end(message); }
  if (type == "progress") { return attempt_->on_progress(message); }
  if (type == "log") { return attempt_->on_log(message); }
  if (type == "artifact") { return attempt_->on_artifact(message, artifacts_); }
  if (type == "chunk") { return attempt_->on_chunk(message, settings_.max_output); }
  if (type == "record") { return attempt_->on_record(message, settings_.max_output); }
  if (type == "shard") { return attempt_->on_shard(message, settings_.max_output); }
  if (type == "ask") { return ask(message); }
  throw WireError("unknown message \"" + type + "\"");
}

void Runner::on_hello(const nlohmann::json& message) {
  clear_timers();
  cpu_us_before_ = message.value("total_cpu_us", std::int64_t{0});
  state_ = State::idle;
  owner_.on_ready(*this, message);
}

void Runner::on_end(nlohmann::json& message) {
  drain_output();
  clear_timers();
  auto ended = attempt_->end_by_message(message);
  ended.cpu_us = message.value("cpu_us", std::int64_t{0});
  ended.peak_memory_bytes = message.value("peak_memory_bytes", std::int64_t{0});
  resident_bytes_ = message.value("rss_bytes", std::int64_t{0});
  cpu_us_before_ += ended.cpu_us;
  attempt_.reset();
  // A signal that crossed the end would hit the next job.
  if (signalled_) { process_.signal(SIGKILL); }
  state_ = exiting_ || signalled_ ? State::leaving : State::idle;
  owner_.on_attempt_ended(*this, std::move(ended));
}

void Runner::ask(nlohmann::json& question) {
  RunnerRequest request{.key = {attempt_->job().id, attempt_->job().attempt},
                        .max_output = settings_.max_output,
                        .question = std::move(question),
                        .reply = {}};
  request.reply = [this, alive = alive_, run = run_number_](nlohmann::json answer) {
    loop_.post([this, alive, run, answer = std::move(answer)] {
      if (*alive && run == run_number_ && state_ == State::busy) { send(answer); }
    });
  };
  sink_.on_request(std::move(request));
}

// One call where nothing was printed, which is most jobs.
void Runner::drain_output() {
  std::array<pollfd, 2> streams{{{process_.standard_output(), POLLIN, 0}, {process_.standard_error(), POLLIN, 0}}};
  if (::poll(streams.data(), streams.size(), 0) <= 0) { return; }
  read_output(process_.standard_output(), "stdout");
  read_output(process_.standard_error(), "stderr");
}

void Runner::read_output(int fd, std::string_view source) {
  std::array<char, 16384> buffer;  // not cleared: read() fills what is used
  // A bound, so that a plugin that prints without end cannot keep the loop to itself.
  for (int round = 0; round < 16; ++round) {
    const auto bytes = ::read(fd, buffer.data(), buffer.size());
    if (bytes < 0 && errno == EINTR) { continue; }
    if (bytes < 0) { return; }
    if (bytes == 0) { return loop_.unwatch(fd); }
    const std::string_view text(buffer.data(), static_cast<std::size_t>(bytes));
    if (attempt_) {
      attempt_->on_output(source, text);
    } else {
      log_event(LogLevel::debug, "runner output", {{"pid", pid()}, {"stream", source}, {"text", text}});
    }
    if (text.size() < buffer.size()) { return; }
  }
}

void Runner::on_exit() {
  exiting_ = true;
  // What it said before it ended comes first: a result may be among it.
  for (int round = 0; round < 1024; ++round) {
    const auto space = incoming_.writable();
    const auto bytes = ::recv(process_.socket(), space.data(), space.size(), MSG_DONTWAIT);
    if (bytes <= 0) { break; }
    incoming_.commit(static_cast<std::size_t>(bytes));
    read_frames();
  }
  drain_output();
  const bool never_ready = run_number_ == 0 && state_ == State::starting;
  const auto exit = process_.reap();
  clear_timers();
  unwatch_all();
  state_ = State::gone;
  if (attempt_) { end_with_process(exit); }
  if (auto left = work_folder_.release(); !left.empty()) { sink_.on_work_folder_left(std::move(left)); }
  if (never_ready && start_error_.code.empty()) { start_error_ = refusal_of(exit); }
  owner_.on_gone(*this, start_error_);
}

void Runner::end_with_process(const ProcessEnd& exit) {
  auto ended = attempt_->end_by_exit(exit, kill_reason_);
  ended.cpu_us = std::max<std::int64_t>(0, exit.cpu_us - cpu_us_before_);
  ended.peak_memory_bytes = exit.crash && exit.crash->peak_memory_bytes > 0 ? exit.crash->peak_memory_bytes
                            : peak_memory_bytes_ > 0                        ? peak_memory_bytes_
                                                                            : exit.peak_memory_bytes;
  attempt_.reset();
  owner_.on_attempt_ended(*this, std::move(ended));
}

void Runner::kill_for(const std::string& why) {
  if (kill_reason_.empty()) { kill_reason_ = why; }
  peak_memory_bytes_ = process_.peak_memory_bytes();
  process_.signal(SIGKILL);
}

void Runner::clear_timers() {
  if (timer_) { loop_.cancel_timer(*timer_); }
  timer_.reset();
  cpu_watch_.stop();
}

void Runner::unwatch_all() {
  for (const int fd :
       {process_.socket(), process_.standard_output(), process_.standard_error(), process_.pid_fd()}) {
    loop_.unwatch(fd);
  }
}

}  // namespace jobhost
