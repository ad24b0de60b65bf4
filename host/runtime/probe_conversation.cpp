#include "runtime/probe_conversation.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "runtime/wire.hpp"

namespace jobhost {
namespace {

ProbeRun::Outcome outcome_of(const std::string& word) {
  if (word == "succeeded") { return ProbeRun::Outcome::succeeded; }
  if (word == "cancelled") { return ProbeRun::Outcome::cancelled; }
  if (word == "too_large") { return ProbeRun::Outcome::too_large; }
  return ProbeRun::Outcome::failed;
}

}  // namespace

std::string outcome_name(ProbeRun::Outcome outcome) {
  switch (outcome) {
    case ProbeRun::Outcome::succeeded:
      return "succeeded";
    case ProbeRun::Outcome::failed:
      return "failed";
    case ProbeRun::Outcome::cancelled:
      return "cancelled";
    case ProbeRun::Outcome::too_large:
      return "too large";
    case ProbeRun::Outcome::crashed:
      return "crashed";
    case ProbeRun::Outcome::timed_out:
      return "timed out";
  }
  return "unknown";
}

std::optional<nlohmann::json> ProbeConversation::on_message(const nlohmann::json& message) {
  const auto type = message.value("t", std::string());
  if (type == "end") {
    on_end(message);
  } else if (type == "progress") {
    if (listener_.on_progress) {
      listener_.on_progress(message.value("fraction", 0.0), message.value("message", ""));
    }
  } else if (type == "log") {
    run_.log.push_back({message.value("level", 1), message.value("message", "")});
    if (listener_.on_log) { listener_.on_log(run_.log.back()); }
  } else if (type == "artifact") {
    const auto name = message.at("name").get<std::string>();
    std::erase_if(run_.artifacts, [&](const auto& artifact) { return artifact.name == name; });
    run_.artifacts.push_back({name, message.at("media_type").get<std::string>(), {}});
  } else if (type == "chunk") {
    on_chunk(message);
  } else if (type == "record") {
    run_.records.push_back({message.at("collection").get<std::string>(), message.at("key").get<std::string>(),
                            message.at("json").get<std::string>()});
  } else if (type == "ask") {
    return answer(message);
  } else {
    throw WireError("unknown message \"" + type + "\"");
  }
  return std::nullopt;
}

void ProbeConversation::on_chunk(const nlohmann::json& message) {
  if (run_.artifacts.empty()) { throw WireError("a chunk without an artifact"); }
  const auto& bytes = message.at("bytes").get_binary();
  run_.artifacts.back().bytes.append(bytes.begin(), bytes.end());
}

void ProbeConversation::on_end(const nlohmann::json& message) {
  run_.outcome = outcome_of(message.at("outcome").get<std::string>());
  run_.result = message.value("result", "");
  run_.code = message.value("code", "");
  run_.message = message.value("message", "");
  run_.retryable = message.value("retryable", true);
  ended_ = true;
}

nlohmann::json ProbeConversation::answer(const nlohmann::json& question) {
  const auto what = question.at("what").get<std::string>();
  if (what == "series") { return answer_series(question); }
  if (what == "series_list") { return {{"series", nlohmann::json::array()}}; }
  if (what == "records") { return {{"records", nlohmann::json::array()}}; }
  if (what == "trials") { return answer_trials(question); }
  if (what == "save_checkpoint") {
    checkpoint_ = question.at("bytes").get_binary();
    return nlohmann::json::object();
  }
  if (what == "checkpoint" && checkpoint_) { return {{"bytes", nlohmann::json::binary(*checkpoint_)}}; }
  return {{"error", "there is none here: nothing is stored without a host"}, {"found", false}};
}

nlohmann::json ProbeConversation::answer_series(const nlohmann::json& question) const {
  const SeriesKey key{question.at("symbol").get<std::string>(), question.at("timeframe").get<std::string>()};
  SeriesReply reply{.path = {}, .error = "there is no market data here", .found = false};
  if (series_) { reply = series_(key); }
  return {{"path", reply.path}, {"error", reply.error}, {"found", reply.found}};
}

nlohmann::json ProbeConversation::answer_trials(const nlohmann::json& question) {
  auto& evaluations =
      trials_[{question.at("symbol").get<std::string>(), question.at("timeframe").get<std::string>()}];
  evaluations = std::max(evaluations, question.at("evaluations").get<std::int64_t>());
  return {{"evaluations", evaluations}, {"jobs", evaluations > 0 ? 1 : 0}};
}

}  // namespace jobhost
