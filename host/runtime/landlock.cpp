#include "runtime/landlock.hpp"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdint>

#include "support/throw_errno.hpp"
#include "support/unique_fd.hpp"

namespace jobhost {
namespace {

// Debian 12's header knows version 2; these are of later ones.
constexpr std::uint64_t kTruncate = 1ULL << 14;        // 3
constexpr std::uint64_t kIoctlDevice = 1ULL << 15;     // 5
constexpr std::uint64_t kBindTcp = 1ULL << 0;          // 4
constexpr std::uint64_t kConnectTcp = 1ULL << 1;       // 4
constexpr std::uint64_t kAbstractSockets = 1ULL << 0;  // 6
constexpr std::uint64_t kSignals = 1ULL << 1;          // 6

constexpr std::uint64_t kWrite = LANDLOCK_ACCESS_FS_WRITE_FILE;
constexpr std::uint64_t kMakeAndRemove = LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |
                                         LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                                         LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                                         LANDLOCK_ACCESS_FS_MAKE_SYM;
constexpr std::uint64_t kMakeDevices = LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_BLOCK;

// struct landlock_ruleset_attr of version 6; older kernels accept it while what they do not know is 0.
struct Ruleset {
  std::uint64_t files = 0;
  std::uint64_t network = 0;
  std::uint64_t scoped = 0;
};

// Rights that are not named here are not touched: reading, listing and executing.
Ruleset ruleset_for(int version, bool allow_network) {
  Ruleset ruleset;
  ruleset.files = kWrite | kMakeAndRemove | kMakeDevices;
  if (version >= 2) { ruleset.files |= LANDLOCK_ACCESS_FS_REFER; }
  if (version >= 3) { ruleset.files |= kTruncate; }
  if (version >= 5) { ruleset.files |= kIoctlDevice; }
  if (version >= 4 && !allow_network) { ruleset.network = kBindTcp | kConnectTcp; }
  if (version >= 6) { ruleset.scoped = allow_network ? kSignals : kSignals | kAbstractSockets; }
  return ruleset;
}

UniqueFd open_path(const std::filesystem::path& path) {
  return UniqueFd(::open(path.c_str(), O_PATH | O_CLOEXEC));
}

void allow_below(int ruleset, const std::filesystem::path& path, std::uint64_t rights) {
  const auto fd = open_path(path);
  if (!fd) { throw_errno("open " + path.string()); }
  const landlock_path_beneath_attr rule{.allowed_access = rights, .parent_fd = fd.get()};
  if (::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0) {
    throw_errno("landlock_add_rule for " + path.string());
  }
}

}  // namespace

int restrict_by_landlock(const LandlockRules& rules) {
  const auto version = static_cast<int>(
      ::syscall(SYS_landlock_create_ruleset, nullptr, std::size_t{0}, LANDLOCK_CREATE_RULESET_VERSION));
  if (version <= 0) { return 0; }
  const auto wanted = ruleset_for(version, rules.allow_network);
  const UniqueFd ruleset(static_cast<int>(::syscall(SYS_landlock_create_ruleset, &wanted, sizeof wanted, 0)));
  if (!ruleset) { throw_errno("landlock_create_ruleset"); }
  allow_below(ruleset.get(), rules.writable, wanted.files & ~(kMakeDevices | kIoctlDevice));
  for (const auto* device : {"/dev/null", "/dev/zero", "/dev/full"}) {
    if (!open_path(device)) { continue; }  // a container may lack them
    allow_below(ruleset.get(), device, wanted.files & (kWrite | kTruncate | kIoctlDevice));
  }
  if (::syscall(SYS_landlock_restrict_self, ruleset.get(), 0) != 0) { throw_errno("landlock_restrict_self"); }
  return version;
}

}  // namespace jobhost
