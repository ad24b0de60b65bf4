#include "runtime/sandbox.hpp"

#include <fmt/format.h>
#include <sys/prctl.h>

#include <functional>
#include <nlohmann/json.hpp>

#include "runtime/landlock.hpp"
#include "runtime/plugin_refused.hpp"
#include "runtime/seccomp_filter.hpp"
#include "support/throw_errno.hpp"

namespace jobhost {
namespace {

void forgo_new_privileges() {
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) { throw_errno("prctl"); }
}

// Runs one part; a failure is noted, and the others are tried all the same.
void put_in_force(SandboxReport& report, std::string_view part, const std::function<void()>& apply) {
  try {
    apply();
  } catch (const std::exception& error) {
    report.missing += fmt::format("{}{} ({})", report.missing.empty() ? "" : ", ", part, error.what());
  }
}

}  // namespace

std::string_view sandbox_level(const SandboxReport& report) {
  if (report.no_new_privs && report.seccomp && report.landlock_abi > 0) { return "full"; }
  return report.no_new_privs || report.seccomp || report.landlock_abi > 0 ? "partial" : "none";
}

nlohmann::json to_json(const SandboxReport& report) {
  return {{"level", sandbox_level(report)},
          {"no_new_privs", report.no_new_privs},
          {"seccomp", report.seccomp},
          {"landlock_abi", report.landlock_abi},
          {"missing", report.missing}};
}

SandboxReport enter_sandbox(const RunnerLimits& limits, const std::filesystem::path& work_folder) {
  SandboxReport report;
  if (limits.sandbox == SandboxMode::off) { return report; }
  put_in_force(report, "no_new_privs", [&] {
    forgo_new_privileges();
    report.no_new_privs = true;
  });
  put_in_force(report, "Landlock", [&] {
    report.landlock_abi = restrict_by_landlock({.writable = work_folder, .allow_network = limits.allow_network});
    if (report.landlock_abi == 0) { throw std::runtime_error("this kernel has none, or it is switched off"); }
  });
  put_in_force(report, "seccomp", [&] {
    install_seccomp_filter(limits.allow_network);
    report.seccomp = true;
  });
  if (limits.sandbox == SandboxMode::required && sandbox_level(report) != "full") {
    throw PluginRefused("sandbox_unavailable",
                        fmt::format("sandbox is \"required\", and this machine lacks {}", report.missing),
                        "run the host where these are there, or set sandbox of this job type to auto");
  }
  return report;
}

}  // namespace jobhost
