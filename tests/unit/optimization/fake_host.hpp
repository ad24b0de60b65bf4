// The smallest host that can run the built plugin: loads the .so, offers market data, artifacts and records, and
// keeps all that the plugin says. Plain C ABI, no SDK. One thread.
#pragma once

#include <jobhost/plugin.h>

#include <map>
#include <string>
#include <vector>

struct FakeRun {
  jobhost_status status = JOBHOST_FAILED;
  std::string result;
  std::string error_code;
  std::string error_message;
  std::int32_t retry = -1;
  std::map<std::string, std::string> artifacts;
  std::map<std::string, std::string> records;  // by "collection key"
  std::vector<std::string> messages;           // of progress
  std::vector<std::string> log;
  int cancel_questions = 0;
};

class FakeHost {
 public:
  // Throws std::runtime_error when the file cannot be loaded or refuses.
  explicit FakeHost(const std::string& plugin_file);
  ~FakeHost();
  FakeHost(const FakeHost&) = delete;
  FakeHost& operator=(const FakeHost&) = delete;

  // The only series: SP500 1d.
  void set_closes(std::vector<double> closes) { closes_ = std::move(closes); }
  // How many times cancelled() says no before it says yes.
  void cancel_after(int questions) { cancel_after_ = questions; }
  void offer_artifacts(bool offer) { offers_artifacts_ = offer; }

  FakeRun run(const std::string& payload);
  [[nodiscard]] const jobhost_descriptor& descriptor() const { return *plugin_->descriptor; }

 private:
  struct Calls;  // the C functions

  jobhost_host host_{};
  jobhost_market_data market_data_{};
  jobhost_artifacts artifacts_{};
  jobhost_records records_{};
  void* library_ = nullptr;
  const jobhost_plugin* plugin_ = nullptr;
  void* instance_ = nullptr;
  std::vector<double> closes_;
  std::vector<std::int64_t> times_;
  bool offers_artifacts_ = true;
  int cancel_after_ = 1'000'000'000;
  std::string last_error_;
  FakeRun run_;
};

std::string text_of(jobhost_string text);
