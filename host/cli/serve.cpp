#include "cli/serve.hpp"

#include <fmt/format.h>

#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "config/load_config.hpp"
#include "http/http_server.hpp"
#include "runtime/runtime.hpp"
#include "storage/artifact_files.hpp"
#include "storage/sqlite/sqlite_store.hpp"
#include "support/atomic_file.hpp"
#include "support/errors.hpp"
#include "support/log.hpp"
#include "support/version.hpp"

namespace jobhost {
namespace {

sigset_t signals_of(std::initializer_list<int> numbers) {
  sigset_t set;
  sigemptyset(&set);
  for (const int number : numbers) { sigaddset(&set, number); }
  return set;
}

// Before any thread starts, so that all inherit it: the main thread waits for signals, nobody is interrupted.
void take_signals() {
  std::signal(SIGPIPE, SIG_IGN);
  const auto set = signals_of({SIGINT, SIGTERM, SIGHUP});
  ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

// SIGHUP reloads and waiting goes on.
int wait_for_stop_signal(HostControl& control) {
  const auto set = signals_of({SIGINT, SIGTERM, SIGHUP});
  int number = 0;
  for (;;) {
    ::sigwait(&set, &number);
    if (number != SIGHUP) { break; }
    control.request_reload("signal", false);
  }
  // A second Ctrl-C ends the process at once, for people who will not wait for the drain.
  const auto stop = signals_of({SIGINT, SIGTERM});
  ::pthread_sigmask(SIG_UNBLOCK, &stop, nullptr);
  return number;
}

Config configuration(const ServeOptions& options) {
  auto config = load_config(options.config);
  if (!options.listen.empty()) { config.server.listen = options.listen; }
  if (!options.data.empty()) { config.storage.data_dir = std::filesystem::absolute(options.data); }
  return config;
}

void make_data_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (!error) { return; }
  throw UserError(
      fmt::format("the data folder {} cannot be made ({}): choose another with --data or storage.data_dir",
                  folder.string(), error.message()));
}

void announce(const HttpServer& server, const Config& config) {
  write_file_atomically(config.storage.data_dir / "address", server.address() + "\n");
  log_event(LogLevel::info, "serving",
            {{"address", server.address()}, {"data", config.storage.data_dir.string()}, {"version", kVersion}});
  fmt::print("jobhost {} is serving on http://{}\n", kVersion, server.address());
  std::fflush(stdout);
}

}  // namespace

// The object graph, in dependency order; it is stopped in reverse.
int serve_command(const ServeOptions& options) {
  take_signals();
  const auto config = configuration(options);
  set_up_log(config.logging.level, config.logging.format);
  const auto& data = config.storage.data_dir;
  make_data_folder(data);

  const SystemClock clock;
  SqliteStore store({data / "jobhost.db", data / "cache", config.storage.busy_timeout}, clock);
  ArtifactFiles artifacts(data / "artifacts");
  Runtime runtime(
      config,
      {store.jobs(), store.market_data(), store.records(), store.plugins(), store.schedules(), store.trials(),
       artifacts, clock},
      [&options] { return configuration(options); }, std::filesystem::read_symlink("/proc/self/exe").string());
  HttpServer server(config.server,
                    {store.jobs(), store.market_data(), store.records(), store.trials(), store.plugins(), artifacts,
                     runtime.job_types(), runtime, runtime.control(), runtime.schedules(), clock,
                     [&runtime] { return runtime.metrics(); }, [] { return true; }});

  runtime.start();
  server.start();
  announce(server, config);

  const int signal = wait_for_stop_signal(runtime.control());
  log_event(LogLevel::info, "stopping", {{"signal", ::strsignal(signal)}});
  server.stop();
  runtime.stop();
  std::error_code ignored;
  std::filesystem::remove(data / "address", ignored);
  log_event(LogLevel::info, "stopped");
  return 0;
}

}  // namespace jobhost
