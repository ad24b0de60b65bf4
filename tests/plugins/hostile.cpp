// Does what its payload says, and most of it is bad: {"do": "segfault"}. Only for tests; it hurts nothing but its
// own runner process.

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <jobhost/plugin.hpp>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "trespasses.hpp"

namespace {

using jobhost::Job;
using jobhost::json;

json segfault(Job&) {
  volatile int* nowhere = nullptr;
  *nowhere = 1;
  return {};
}

// Deaf to the cancel flag and, when the payload says so, to SIGTERM.
json spin(Job& job) {
  if (job.payload().value("ignore_sigterm", false)) { std::signal(SIGTERM, SIG_IGN); }
  if (job.payload().value("ignore_sigxcpu", false)) { std::signal(SIGXCPU, SIG_IGN); }
  job.progress(0.5, "spinning");
  std::atomic<std::uint64_t> turns{0};
  for (;;) { turns.fetch_add(1, std::memory_order_relaxed); }
}

// Waits until it is cancelled or a file appears: a long job that tests can steer without sleeping.
json wait_for_file(Job& job) {
  const auto file = job.payload().at("file").get<std::string>();
  job.progress(0.25, "waiting");
  while (::access(file.c_str(), F_OK) != 0) {
    job.throw_if_cancelled();
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return {{"waited", true}};
}

// Fails until the file that counts its attempts has as many bytes as the payload asks for.
json fail_times(Job& job) {
  if (static_cast<int>(job.attempt()) <= job.payload().at("times").get<int>()) {
    throw std::runtime_error("failing on purpose, attempt " + std::to_string(job.attempt()));
  }
  return {{"attempt", job.attempt()}};
}

json append_line(Job& job) {
  const auto file = job.payload().at("file").get<std::string>();
  const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  const auto line = std::to_string(job.id()) + "\n";
  [[maybe_unused]] const auto written = ::write(fd, line.data(), line.size());
  ::close(fd);
  return {{"ran", job.id()}};
}

json print(Job&) {
  std::fputs("to stdout\nsecond line without end", stdout);
  std::fputs("to stderr\n", stderr);
  return {{"printed", true}};
}

json flood_log(Job& job) {
  for (int i = 0; i < job.payload().value("lines", 200'000); ++i) { job.log("line " + std::to_string(i)); }
  return {{"flooded", true}};
}

json flood_progress(Job& job) {
  for (int i = 0; i <= 1'000'000; ++i) { job.progress(i / 1e6, "step"); }
  return {{"flooded", true}};
}

json write_to_wire(Job&) {
  const std::string garbage(1000, 'x');
  [[maybe_unused]] const auto written = ::write(3, garbage.data(), garbage.size());
  ::pause();
  return {};
}

json attach(Job& job) {
  job.attach("data.bin", "application/octet-stream",
             std::string(job.payload().at("bytes").get<std::size_t>(), 'a'));
  return {{"attached", true}};
}

json big_result(Job& job) {
  return std::string(job.payload().at("bytes").get<std::size_t>(), 'b');
}

json series(Job& job) {
  const auto bars = job.series(job.payload().at("symbol").get<std::string>(), "1d");
  return {{"bars", bars.size()}, {"last_close", bars.close.back()}, {"version", bars.version}};
}

// Names to look for in a crash report.
[[gnu::noinline]] void crash_here(int* where) {
  *where = 42;
}

[[gnu::noinline]] void call_crash_here(std::uintptr_t where) {
  crash_here(reinterpret_cast<int*>(where));
  std::atomic_signal_fence(std::memory_order_seq_cst);  // so that the call above is not the last thing done here
}

json crash_with_known_stack(Job& job) {
  job.log("about to crash");
  call_crash_here(0x10);
  return {};
}

json crash_in_thread(Job&) {
  std::thread([] { call_crash_here(0x20); }).join();
  return {};
}

[[gnu::noinline]] int recurse(int depth) {
  volatile char room[4096];
  room[0] = static_cast<char>(depth);
  return depth < 0 ? 0 : recurse(depth + 1) + room[0];
}

// Touches what it gets, so that only a limit stops it.
json allocate(Job& job) {
  std::vector<std::unique_ptr<char[]>> kept;
  for (auto left = job.payload().at("bytes").get<std::int64_t>(); left > 0; left -= 1 << 20) {
    kept.push_back(std::make_unique<char[]>(1 << 20));
  }
  return {{"allocated", true}};
}

json allocate_in_thread(Job& job) {
  std::thread([&job] { allocate(job); }).join();
  return {};
}

json threads(Job&) {
  std::atomic<int> sum{0};
  {
    std::vector<std::jthread> all;
    for (int i = 1; i <= 8; ++i) {
      all.emplace_back([&sum, i] { sum += i; });
    }
  }
  return {{"sum", sum.load()}};
}

// Leaves files behind, after a look at what the job before has left.
json use_work_folder(Job&) {
  namespace fs = std::filesystem;
  const auto found = std::distance(fs::directory_iterator("."), fs::directory_iterator());
  fs::create_directories("sub/folder");
  std::ofstream("sub/folder/file") << "left";
  fs::copy_file("sub/folder/file", fs::temp_directory_path() / "copy");
  const bool written = fs::file_size("copy") == 4;
  return {{"found", found}, {"written", written}, {"folder", fs::current_path().string()}};
}

json tell_limits(Job&) {
  rlimit core{};
  rlimit files{};
  ::getrlimit(RLIMIT_CORE, &core);
  ::getrlimit(RLIMIT_NOFILE, &files);
  int score = 0;
  std::ifstream("/proc/self/oom_score_adj") >> score;
  return {{"nice", ::getpriority(PRIO_PROCESS, 0)},
          {"core", core.rlim_max},
          {"files", files.rlim_max},
          {"out_of_memory_score", score}};
}

json signal_itself(Job&) {
  std::atomic<bool> came{false};
  static std::atomic<bool>* flag = nullptr;
  flag = &came;
  std::signal(SIGUSR1, [](int) { flag->store(true); });
  ::kill(::getpid(), SIGUSR1);
  return {{"came", came.load()}};
}

const std::map<std::string, std::function<json(Job&)>> kActions{
    {"segfault", segfault},
    {"abort", [](Job&) -> json { std::abort(); }},
    {"exit", [](Job&) -> json { std::exit(0); }},
    {"_exit", [](Job&) -> json { ::_exit(7); }},
    {"throw", [](Job&) -> json { throw std::runtime_error("thrown on purpose"); }},
    {"throw_int", [](Job&) -> json { throw 42; }},
    {"job_error", [](Job&) -> json { throw jobhost::JobError("this cannot work", "hopeless"); }},
    {"spin", spin},
    {"wait_for_file", wait_for_file},
    {"fail_times", fail_times},
    {"append_line", append_line},
    {"print", print},
    {"flood_log", flood_log},
    {"flood_progress", flood_progress},
    {"write_to_wire", write_to_wire},
    {"close_wire",
     [](Job&) -> json {
       ::close(3);
       ::pause();
       return {};
     }},
    {"kill_parent_group",
     [](Job&) -> json {
       ::kill(::getpid(), SIGKILL);
       return {};
     }},
    {"attach", attach},
    {"big_result", big_result},
    {"bad_result",
     [](Job&) -> json {
       return {{"unexpected", true}};
     }},
    {"series", series},
    {"crash_with_known_stack", crash_with_known_stack},
    {"crash_in_thread", crash_in_thread},
    {"overflow_stack", [](Job& job) -> json { return recurse(static_cast<int>(job.attempt())); }},
    {"allocate", allocate},
    {"allocate_in_thread", allocate_in_thread},
    {"threads", threads},
    {"use_work_folder", use_work_folder},
    {"signal_itself", signal_itself},
    {"tell_limits", tell_limits},
};

class Hostile : public jobhost::Handler {
 public:
  static jobhost::Descriptor describe() {
    return {.id = "hostile",
            .version = "1.0.0",
            .title = "Hostile",
            .description = "Misbehaves on demand.",
            .payload_schema = R"({"type": "object", "properties": {"do": {"type": "string"}}, "required": ["do"]})",
            .result_schema = R"({"not": {"required": ["unexpected"]}})",
            .example_payload = R"({"do": "print"})"};
  }

  json run(Job& job) override {
    const auto action = job.payload().at("do").get<std::string>();
    const auto trespass = trespasses().find(action);
    return trespass == trespasses().end() ? kActions.at(action)(job) : trespass->second(job);
  }
};

}  // namespace

JOBHOST_PLUGIN(Hostile)
