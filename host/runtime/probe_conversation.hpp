// The host's half of the conversation about one run, without a host: keeps what the runner sends and answers its
// questions. For PluginProbe (a runner in a child process) and LocalRun (a plugin in this process); one thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "storage/market_data.hpp"

namespace jobhost {

struct ProbeArtifact {
  std::string name;
  std::string media_type;
  std::string bytes;
};

struct ProbeRecord {
  std::string collection;
  std::string key;
  std::string json;
};

struct ProbeLogLine {
  int level = 1;  // JOBHOST_LOG_*
  std::string message;
};

// How one run ended, and what it left.
struct ProbeRun {
  enum class Outcome { succeeded, failed, cancelled, too_large, crashed, timed_out };
  Outcome outcome = Outcome::failed;
  std::string result;   // JSON text, when it succeeded; not checked
  std::string code;     // when it failed
  std::string message;  // why it did not succeed, a sentence
  bool retryable = true;
  std::vector<ProbeLogLine> log;
  std::vector<ProbeArtifact> artifacts;
  std::vector<ProbeRecord> records;
  std::string output;  // what was printed to stdout and stderr
  std::chrono::milliseconds duration{0};
};

// "succeeded", "timed out": for messages and JSON.
std::string outcome_name(ProbeRun::Outcome outcome);

// Called as things come in; both may be empty.
struct ProbeListener {
  std::function<void(double fraction, const std::string& message)> on_progress;
  std::function<void(const ProbeLogLine& line)> on_log;
};

// Bars for a plugin: the path of their column file, or why there are none.
struct SeriesReply {
  std::string path;
  std::string error;
  bool found = true;
};

// Where bars come from; empty: there are none.
using ProbeSeries = std::function<SeriesReply(const SeriesKey& key)>;

class ProbeConversation {
 public:
  ProbeConversation(ProbeSeries series, ProbeListener listener)
      : series_(std::move(series)), listener_(std::move(listener)) {}

  // The answer to send, when the message is a question. Throws WireError for a message that breaks the rules.
  std::optional<nlohmann::json> on_message(const nlohmann::json& message);
  [[nodiscard]] bool ended() const noexcept { return ended_; }
  // What has come in so far; complete after ended().
  [[nodiscard]] ProbeRun& run() noexcept { return run_; }

 private:
  void on_end(const nlohmann::json& message);
  void on_chunk(const nlohmann::json& message);
  // What it asks is answered as by a host that has nothing stored yet; a checkpoint and counted
  // trials are kept for the run.
  nlohmann::json answer(const nlohmann::json& question);
  [[nodiscard]] nlohmann::json answer_series(const nlohmann::json& question) const;
  nlohmann::json answer_trials(const nlohmann::json& question);

  const ProbeSeries series_;
  const ProbeListener listener_;
  ProbeRun run_;
  std::optional<std::vector<std::uint8_t>> checkpoint_;
  std::map<std::pair<std::string, std::string>, std::int64_t> trials_;  // evaluations by symbol and timeframe
  bool ended_ = false;
};

}  // namespace jobhost
