#include "runtime/plugin_stage.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "runtime/plugin_refused.hpp"
#include "runtime/plugin_trust.hpp"
#include "support/atomic_file.hpp"
#include "support/sha256.hpp"
#include "support/unique_fd.hpp"

namespace jobhost {
namespace {

constexpr std::int64_t kUnsettledNs = 100'000'000;

FileSignature signature_from(const struct stat& about) {
  const auto nanos = [](const timespec& time) { return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec; };
  return {about.st_dev, about.st_ino, about.st_size, nanos(about.st_mtim), nanos(about.st_ctim)};
}

FileSignature signature_of_open(const UniqueFd& fd) {
  struct stat about {};
  ::fstat(fd.get(), &about);
  return signature_from(about);
}

std::string read_plugin(const UniqueFd& fd, const std::filesystem::path& source) {
  std::string bytes;
  std::array<char, 65536> buffer{};
  for (;;) {
    const auto count = ::read(fd.get(), buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) { continue; }
    if (count < 0) {
      throw PluginRefused("not_readable",
                          fmt::format("plugin file {} cannot be read ({})", source.string(), std::strerror(errno)));
    }
    if (count == 0) { return bytes; }
    bytes.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

// One open descriptor from the first byte to the last: what is hashed is what is copied.
std::string read_unchanged(const std::filesystem::path& source) {
  const auto fd = open_trusted(source);
  const auto before = signature_of_open(fd);
  auto bytes = read_plugin(fd, source);
  if (signature_of_open(fd) == before) { return bytes; }
  throw PluginRefused("changed_while_reading",
                      fmt::format("plugin file {} was being written while it was read", source.string()),
                      "write the new file beside the old one and rename it; it is looked at again in a moment");
}

void check_pin(const std::string& digest, const std::string& pin, const std::filesystem::path& source) {
  if (pin.empty() || pin == digest) { return; }
  throw PluginRefused(
      "pin_mismatch",
      fmt::format("plugin file {} has SHA-256 {}, jobs.yaml wants {}", source.string(), digest, pin),
      "if the new file is the right one, put its digest into `sha256:`");
}

}  // namespace

StagedPlugin stage_plugin(const std::filesystem::path& source, const std::filesystem::path& folder,
                          const std::string& pin) {
  const auto bytes = read_unchanged(source);
  StagedPlugin staged{.file = {}, .digest = sha256_hex(bytes)};
  check_pin(staged.digest, pin, source);
  staged.file = folder / staged.digest / source.filename();
  if (!std::filesystem::exists(staged.file)) {
    std::filesystem::create_directories(staged.file.parent_path());
    write_file_atomically(staged.file, bytes);
  }
  return staged;
}

std::optional<StagedPlugin> find_staged(const std::string& digest, const std::filesystem::path& folder) {
  std::error_code missing;
  for (const auto& entry : std::filesystem::directory_iterator(folder / digest, missing)) {
    std::ifstream stream(entry.path(), std::ios::binary);
    std::ostringstream bytes;
    bytes << stream.rdbuf();
    if (sha256_hex(bytes.str()) == digest) { return StagedPlugin{entry.path(), digest}; }
  }
  return std::nullopt;
}

std::optional<FileSignature> signature_of(const std::filesystem::path& file) {
  struct stat about {};
  if (::stat(file.c_str(), &about) != 0) { return std::nullopt; }
  return signature_from(about);
}

std::optional<FileSignature> settled(std::optional<FileSignature> signature, Timestamp now) {
  const auto now_ns = to_micros(now) * 1'000;
  if (!signature || now_ns - std::max(signature->changed_ns, signature->modified_ns) < kUnsettledNs) {
    return std::nullopt;
  }
  return signature;
}

}  // namespace jobhost
