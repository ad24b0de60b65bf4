// What a runner process costs: from spawn to ready, one no-op job in a warm one, and the memory of an idle one.
// Fixed work, the host's own runner and wire, sandbox as in a host (auto).
//   runner_costs JOBHOST PLUGIN [SPAWNS] [JOBS]

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "runtime/plugin_probe.hpp"
#include "support/version.hpp"

namespace {

using jobhost::PluginProbe;
using Steady = std::chrono::steady_clock;

double milliseconds_since(Steady::time_point start) {
  return std::chrono::duration<double, std::milli>(Steady::now() - start).count();
}

std::string summary(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const auto at = [&](double part) {
    return values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1))];
  };
  return fmt::format("min {:.3f}, median {:.3f}, p99 {:.3f} ms ({} times)", at(0), at(0.5), at(0.99),
                     values.size());
}

// The one child that this program has.
std::string child() {
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    std::ifstream status(entry.path() / "status");
    for (std::string line; std::getline(status, line);) {
      if (line == fmt::format("PPid:\t{}", ::getpid())) { return entry.path().filename().string(); }
    }
  }
  return {};
}

// KiB by name: Rss, Pss, Private_Dirty ...
long memory_of(const std::string& pid, const std::string& name) {
  std::ifstream rollup("/proc/" + pid + "/smaps_rollup");
  for (std::string word; rollup >> word;) {
    long kib = 0;
    if (word == name + ":" && rollup >> kib) { return kib; }
  }
  return 0;
}

void measure_spawns(const jobhost::ProbeSetup& setup, int spawns) {
  std::vector<double> times;
  for (int i = 0; i < spawns; ++i) {
    const auto start = Steady::now();
    PluginProbe probe(setup);
    probe.hello();
    times.push_back(milliseconds_since(start));
    probe.leave();
  }
  fmt::print("spawn to ready: {}\n", summary(times));
}

void measure_jobs(const jobhost::ProbeSetup& setup, int jobs) {
  PluginProbe probe(setup);
  probe.hello();
  std::vector<double> times;
  for (int i = 0; i < jobs; ++i) {
    const auto start = Steady::now();
    const auto run = probe.run({.payload = "{}"});
    times.push_back(milliseconds_since(start));
    if (run.outcome != jobhost::ProbeRun::Outcome::succeeded) { std::exit(1); }
  }
  fmt::print("no-op job in a warm runner: {}\n", summary(times));
  const auto pid = child();
  fmt::print("memory of the idle runner: {} KiB resident, {} KiB proportional, {} KiB its own\n",
             memory_of(pid, "Rss"), memory_of(pid, "Pss"), memory_of(pid, "Private_Dirty"));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: runner_costs JOBHOST PLUGIN [SPAWNS] [JOBS]\n");
    return 2;
  }
  const jobhost::ProbeSetup setup{.executable = argv[1], .plugin = std::filesystem::absolute(argv[2])};
  fmt::print("jobhost {}, {}\n", jobhost::kVersion, setup.plugin.filename().string());
  measure_spawns(setup, argc > 3 ? std::atoi(argv[3]) : 200);
  measure_jobs(setup, argc > 4 ? std::atoi(argv[4]) : 20'000);
  return 0;
}
