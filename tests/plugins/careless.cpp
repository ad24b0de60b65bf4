// A plugin with one mistake of its author, chosen by settings: {"mistake": "leak"}. For the contract tests behind
// `jobhost plugin check`; without a mistake it is a good plugin.

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <jobhost/plugin.hpp>
#include <string>
#include <thread>

namespace {

using jobhost::Job;
using jobhost::json;

std::string& mistake() {
  static std::string name;
  return name;
}

const jobhost_host* the_host = nullptr;

bool has_artifacts() {
  return the_host->get_extension(the_host, jobhost::to_abi(JOBHOST_EXT_ARTIFACTS)) != nullptr;
}

// Longer than the second that a cancel may take, and deaf.
void sleep_deaf() {
  std::this_thread::sleep_for(std::chrono::milliseconds(1'300));
}

class Careless : public jobhost::Handler {
 public:
  static jobhost::Descriptor describe() {
    return {.id = "careless",
            .version = "1.0.0",
            .title = "Careless",
            .description = "Makes one mistake.",
            .payload_schema =
                R"({"type": "object", "properties": {"n": {"type": "integer", "minimum": 0, "maximum": 50}},
                                  "required": ["n"]})",
            .result_schema = R"({"type": "object", "properties": {"n": {"type": "integer", "maximum": 49}}})",
            .example_payload = R"({"n": 1})"};
  }
  void configure(const json& settings) override {
    mistake() = settings.value("mistake", "");
    if (mistake() == "refuse") { throw std::runtime_error("settings.mistake is refuse"); }
    if (mistake() == "slow_start") { std::this_thread::sleep_for(std::chrono::seconds(60)); }
  }
  ~Careless() override {
    if (mistake() == "crash_on_exit") { std::abort(); }
  }

  json run(Job& job) override {
    if (mistake() == "print") { std::fputs("hello\n", stderr); }
    if (mistake() == "fail") { throw jobhost::JobError("there are no bars", "series_not_found"); }
    if (mistake() == "crash") { std::abort(); }
    if (mistake() == "needs_artifacts" && !has_artifacts()) { std::abort(); }
    if (mistake() == "leak") { keep(); }
    if (mistake() == "trust_payload" && !job.payload().contains("n")) { std::abort(); }
    if (mistake() == "wrong_result") { return "not an object"; }
    const auto n = job.payload().at("n").get<int>();
    if (mistake() == "ignore_cancel") { sleep_deaf(); }
    if (mistake() == "crash_at_33" && n == 33) { std::abort(); }
    if (mistake() == "state") { return {{"n", n}, {"runs", ++runs_}}; }
    job.throw_if_cancelled();
    return {{"n", mistake() == "off_by_one" ? n : n / 2}};
  }

 private:
  // Kept, and touched, so that it is resident.
  static void keep() {
    constexpr std::size_t size = 64 << 10;
    auto* memory = static_cast<char*>(std::malloc(size));
    if (memory != nullptr) { std::memset(memory, 1, size); }
    static std::atomic<char*> last;
    last = memory;
  }
  int runs_ = 0;
};

// Not a table for sharding, which a host refuses before any check.
const void* get_extension(void*, jobhost_string id) {
  const bool offers = mistake() == "offer_everything" && jobhost::to_view(id) != JOBHOST_EXT_SHARDING;
  return offers ? &mistake() : nullptr;
}

}  // namespace

// As JOBHOST_PLUGIN does, with a get_extension.
extern "C" JOBHOST_EXPORT const jobhost_plugin* jobhost_plugin_v1(const jobhost_host* host) {
  the_host = host;
  static jobhost_plugin table = *jobhost::detail::plugin<Careless>();
  table.get_extension = &get_extension;
  return &table;
}
