// Uses what the host keeps for plugins: checkpoints, records, trials, series. The payload says what: {"do": "put",
// ...}.

#include <fcntl.h>
#include <unistd.h>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <jobhost/plugin.hpp>
#include <map>
#include <string>
#include <thread>
#include <vector>

namespace {

using jobhost::Job;
using jobhost::json;

// Counts to "to", one step at a time, from where an earlier attempt stopped; "crash_at" ends the process, once a
// checkpoint has been saved there; "gate" makes it wait at "wait_at" until the file is there.
json count(Job& job) {
  const auto& payload = job.payload();
  const auto saved = job.checkpoint();
  const int from = saved ? std::stoi(*saved) : 0;
  for (int step = from; step < payload.at("to").get<int>(); ++step) {
    job.save_checkpoint(std::to_string(step + 1));
    if (step + 1 == payload.value("crash_at", -1)) { std::_Exit(3); }
    if (step + 1 != payload.value("wait_at", -1)) { continue; }
    job.progress(0.5, "waiting");
    while (::access(payload.at("gate").get<std::string>().c_str(), F_OK) != 0) {
      job.throw_if_cancelled();
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
  }
  return {{"from", from}, {"last", job.checkpoint().value_or("none")}};
}

json big_checkpoint(Job& job) {
  job.save_checkpoint(std::string(job.payload().at("bytes").get<std::size_t>(), '\0'));
  return {{"loaded", job.checkpoint()->size()}};
}

// Puts "values" (an object of key to value) into "collection"; then fails when "fail" says so.
json put(Job& job) {
  const auto& payload = job.payload();
  const auto records = job.records();
  for (const auto& [key, value] : payload.at("values").items()) {
    records.put(payload.at("collection").get<std::string>(), key, value);
  }
  const auto own = records.get(payload.at("collection").get<std::string>(), payload.value("look_at", "none"));
  if (payload.value("fail", false)) { throw jobhost::JobError("on purpose"); }
  return {{"sees_its_own", own.has_value()}};
}

json get(Job& job) {
  const auto& payload = job.payload();
  const auto collection = payload.at("collection").get<std::string>();
  const auto found = job.records().get(collection, payload.at("key").get<std::string>());
  json keys = json::array();
  for (const auto& record :
       job.records().list(collection, payload.value("prefix", ""), payload.value("limit", 1'000U))) {
    keys.push_back(record.key);
  }
  return {{"found", found ? *found : json()}, {"keys", keys}};
}

json series(Job& job) {
  json names = json::array();
  for (const auto& info : job.list_series()) {
    const auto bars = job.series(info.symbol, info.timeframe);
    const auto part = bars.between(info.first + 1, info.last + 1);
    names.push_back({{"symbol", info.symbol},
                     {"bars", info.bars},
                     {"after_first", part.size()},
                     {"close", part.size() > 0 ? part.close[0] : 0.0}});
  }
  return {{"series", names}};
}

// Counts as many trials on "symbol" 1d as "counts" says for this attempt, which then ends as "end" says, unless it
// is the last of them: "crash" or "throw". "if_offered": does without a ledger.
json trials(Job& job) {
  const auto& payload = job.payload();
  const auto ledger = job.trials();
  if (payload.value("if_offered", false) && !ledger.offered()) { return nullptr; }
  const auto symbol = payload.at("symbol").get<std::string>();
  const auto counts = payload.at("counts").get<std::vector<std::int64_t>>();
  const auto before = ledger.totals(symbol, "1d").evaluations;
  const auto totals = ledger.count(symbol, "1d", counts.at(job.attempt() - 1));
  const bool last = job.attempt() == counts.size();
  if (!last && payload.at("end") == "crash") { std::_Exit(3); }
  if (!last) { throw std::runtime_error("on purpose"); }
  return {{"before", before}, {"evaluations", totals.evaluations}, {"jobs", totals.jobs}};
}

class Keeper : public jobhost::Handler {
 public:
  static jobhost::Descriptor describe() {
    return {.id = "keeper",
            .version = "1.0.0",
            .title = "Keeper",
            .description = "Keeps checkpoints, records and trials.",
            .payload_schema = R"({"type": "object", "required": ["do"]})",
            .example_payload = R"({"do": "series"})"};
  }
  json run(Job& job) override {
    static const std::map<std::string, std::function<json(Job&)>> tasks{
        {"count", count},  {"big_checkpoint", big_checkpoint}, {"put", put}, {"get", get}, {"series", series},
        {"trials", trials}};
    return tasks.at(job.payload().at("do").get<std::string>())(job);
  }
};

}  // namespace

JOBHOST_PLUGIN(Keeper)
