// A plugin whose file can be made into any number of different ones: tests overwrite the marker in a copy of it.
// The result says which copy ran it and what state that copy had. The marker's first letter is how it misbehaves:
//   C crashes in every job but the example   I refuses its settings   L crashes while it is loaded
//   E crashes in the example                 H does not end the example, cancelled or not

#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <jobhost/plugin.hpp>
#include <regex>
#include <string>
#include <thread>

// What two generations in one process would share if they were built carelessly: with external linkage, as such
// things have in headers.
namespace marked {

struct Shared {
  static inline int runs = 0;
  static inline thread_local int runs_of_thread = 0;
};

inline int& local_runs() {
  static int runs = 0;
  return runs;
}

}  // namespace marked

namespace {

using marked::local_runs;
using marked::Shared;

using jobhost::Job;
using jobhost::json;

// volatile: the compiler must not know what it holds.
volatile const char kMarker[] = "MARKER:a0000000000000";

std::string marker() {
  std::string text;
  for (std::size_t i = 7; i + 1 < sizeof kMarker; ++i) { text += kMarker[i]; }
  return text;
}

bool misbehaves(char how) {
  return kMarker[7] == how;
}

void append_line(const std::string& file, const std::string& line) {
  const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  [[maybe_unused]] const auto written = ::write(fd, line.data(), line.size());
  ::close(fd);
}

[[gnu::constructor]] void load() {
  if (misbehaves('L')) { std::abort(); }
}

class Marked : public jobhost::Handler {
 public:
  static jobhost::Descriptor describe() {
    return {.id = "marked",
            .version = "1.0.0",
            .title = "Marked",
            .description = "Says which copy of it ran.",
            .payload_schema = R"({"type": "object"})",
            .result_schema = R"({"type": "object", "required": ["marker"]})",
            .example_payload = R"({"example": true})"};
  }

  void configure(const json& settings) override {
    if (misbehaves('I') || settings.contains("refuse")) { throw std::runtime_error("these settings are refused"); }
    settings_ = settings;
  }

  json run(Job& job) override {
    const bool example = job.payload().contains("example");
    if (misbehaves(example ? 'E' : 'C')) { std::abort(); }
    while (example && misbehaves('H')) { std::this_thread::sleep_for(std::chrono::milliseconds(10)); }
    if (job.payload().contains("file")) {
      append_line(job.payload().at("file").get<std::string>(), std::to_string(job.id()) + "\n");
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(job.payload().value("sleep_ms", 0)));
    const bool matches = std::regex_match(marker(), std::regex("[A-Za-z][0-9]+"));
    return {{"marker", marker()},    {"runs", ++Shared::runs},    {"local_runs", ++local_runs()},
            {"settings", settings_}, {"marker_matches", matches}, {"runs_of_thread", ++Shared::runs_of_thread},
            {"example", example}};
  }

 private:
  json settings_;
};

}  // namespace

JOBHOST_PLUGIN(Marked)
