#include "cli/check_report.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/terminal_text.hpp"

namespace jobhost {
namespace {

constexpr int kPayloadWidth = 160;  // the JSON document has it whole

nlohmann::json to_json(const CheckResult& check) {
  return {{"name", check.name}, {"status", status_name(check.status)},
          {"code", check.code}, {"message", check.message},
          {"fix", check.fix},   {"duration_ms", check.duration.count()}};
}

nlohmann::json to_json(const FuzzReport& fuzz) {
  auto failures = nlohmann::json::array();
  for (const auto& failure : fuzz.failures) {
    failures.push_back({{"number", failure.number},
                        {"payload", nlohmann::json::parse(failure.payload)},
                        {"code", failure.code},
                        {"message", failure.message}});
  }
  return {{"seed", fuzz.seed},           {"payloads", fuzz.payloads},
          {"succeeded", fuzz.succeeded}, {"failed_in_good_order", fuzz.failed_in_good_order},
          {"cancelled", fuzz.cancelled}, {"failures", std::move(failures)}};
}

std::ptrdiff_t count(const CheckReport& report, CheckStatus status) {
  return std::count_if(report.checks.begin(), report.checks.end(),
                       [&](const auto& c) { return c.status == status; });
}

}  // namespace

bool CheckReport::ok() const {
  return count(*this, CheckStatus::failed) == 0 && (!fuzz || fuzz->failures.empty());
}

void print_check(const CheckResult& check) {
  const auto code = check.code.empty() || check.status == CheckStatus::skipped ? std::string() : check.code + ": ";
  fmt::print("{:<8} {:<20} {}{}\n", status_name(check.status), check.name, code, printable(check.message));
  if (!check.fix.empty()) { fmt::print("{:<8} {:<20} fix: {}\n", "", "", printable(check.fix)); }
  std::fflush(stdout);
}

void print_fuzz(const FuzzReport& fuzz, const std::filesystem::path& file) {
  fmt::print("{:<8} {:<20} {} payloads with seed {}: {} succeeded, {} failed in good order, {} were cancelled\n",
             fuzz.failures.empty() ? "passed" : "failed", "fuzz", fuzz.payloads, fuzz.seed, fuzz.succeeded,
             fuzz.failed_in_good_order, fuzz.cancelled);
  for (const auto& failure : fuzz.failures) {
    fmt::print("{:<8} {:<20} {}, payload {}: {}\n{:<8} {:<20} {}\n", "", "", failure.code, failure.number,
               printable(failure.message), "", "", shorten(failure.payload, kPayloadWidth));
  }
  if (fuzz.failures.empty()) { return; }
  fmt::print("{:<8} {:<20} again: jobhost plugin check {} --fuzz {} --seed {}\n", "", "", file.string(),
             fuzz.payloads, fuzz.seed);
}

void print_verdict(const CheckReport& report) {
  const auto warnings = count(report, CheckStatus::warning);
  fmt::print("\n{}: {}{}\n", report.file.string(), report.ok() ? "ready for a host" : "NOT ready for a host",
             warnings == 0 ? "" : fmt::format(", {} warning{}", warnings, warnings == 1 ? "" : "s"));
}

std::string check_document(const CheckReport& report) {
  nlohmann::json document{{"file", report.file.string()},
                          {"ok", report.ok()},
                          {"plugin", nullptr},
                          {"checks", nlohmann::json::array()},
                          {"fuzz", nullptr}};
  for (const auto& check : report.checks) { document["checks"].push_back(to_json(check)); }
  if (report.plugin) {
    const auto& about = report.plugin->descriptor;
    document["plugin"] = {{"id", about.at("id")},
                          {"version", about.at("version")},
                          {"abi", about.at("abi")},
                          {"digest", report.plugin->digest}};
  }
  if (report.fuzz) { document["fuzz"] = to_json(*report.fuzz); }
  return document.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace jobhost
