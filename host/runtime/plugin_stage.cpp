#include "runtime/plugin_stage.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "support/atomic_file.hpp"
#include "support/errors.hpp"
#include "support/sha256.hpp"
#include "support/unique_fd.hpp"

namespace jobhost {
namespace {

constexpr std::int64_t kMaxPluginBytes = 1LL << 30;

UniqueFd open_regular(const std::filesystem::path& source) {
  UniqueFd fd(::open(source.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd) {
    throw UserError(fmt::format("plugin file {} cannot be opened ({}): build it, or correct `plugin:` in jobs.yaml",
                                source.string(), std::strerror(errno)));
  }
  struct stat about{};
  if (::fstat(fd.get(), &about) != 0 || !S_ISREG(about.st_mode) || about.st_size > kMaxPluginBytes) {
    throw UserError(fmt::format("plugin {} is not a regular file of at most 1 GiB", source.string()));
  }
  return fd;
}

// One open descriptor from the first byte to the last: what is hashed is what is copied.
std::string read_all(const UniqueFd& fd, const std::filesystem::path& source) {
  std::string bytes;
  std::array<char, 65536> buffer{};
  for (;;) {
    const auto count = ::read(fd.get(), buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) { continue; }
    if (count < 0) {
      throw UserError(fmt::format("plugin file {} cannot be read ({})", source.string(), std::strerror(errno)));
    }
    if (count == 0) { return bytes; }
    bytes.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

}  // namespace

StagedPlugin stage_plugin(const std::filesystem::path& source, const std::filesystem::path& folder) {
  const auto bytes = read_all(open_regular(source), source);
  StagedPlugin staged{.file = {}, .digest = sha256_hex(bytes)};
  staged.file = folder / staged.digest / source.filename();
  if (!std::filesystem::exists(staged.file)) {
    std::filesystem::create_directories(staged.file.parent_path());
    write_file_atomically(staged.file, bytes);
  }
  return staged;
}

}  // namespace jobhost
