#include "cli/download_file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <fstream>
#include <system_error>

#include "cli/json_fields.hpp"
#include "cli/ranged_download.hpp"
#include "support/errors.hpp"
#include "support/sha256.hpp"

namespace jobhost {
namespace {

[[noreturn]] void fail(const std::filesystem::path& file) {
  throw UserError(fmt::format("{} cannot be written: {}", file.string(), std::generic_category().message(errno)));
}

// Removed unless kept.
class PartialFile {
 public:
  explicit PartialFile(const std::filesystem::path& file) : file_(file), part_(file) {
    part_ += ".part";
    stream_.open(part_, std::ios::binary | std::ios::trunc);
    if (!stream_.is_open()) { fail(part_); }
  }
  ~PartialFile() {
    if (kept_) { return; }
    std::error_code ignored;  // the download has failed already, with a reason that matters more
    std::filesystem::remove(part_, ignored);
  }
  PartialFile(const PartialFile&) = delete;
  PartialFile& operator=(const PartialFile&) = delete;

  void write(std::string_view bytes) {
    if (!stream_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()))) { fail(part_); }
  }
  void keep() {
    stream_.close();
    std::error_code error;
    std::filesystem::rename(part_, file_, error);
    if (!stream_ || error) { fail(file_); }
    kept_ = true;
  }

 private:
  std::filesystem::path file_;
  std::filesystem::path part_;
  std::ofstream stream_;
  bool kept_ = false;
};

}  // namespace

std::int64_t download_to_file(HostApi& host, const Download& what, const std::filesystem::path& file) {
  PartialFile part(file);
  Sha256 digest;
  std::int64_t size = 0;
  download(host, what.path, [&](std::string_view piece) {
    part.write(piece);
    digest.update(piece);
    size += static_cast<std::int64_t>(piece.size());
  });
  const auto found = digest.hex();
  if (!what.sha256.empty() && found != what.sha256) {
    throw AnswerUnreadable(
        fmt::format("{} arrived damaged: its SHA-256 is {} instead of {}", what.path, found, what.sha256));
  }
  part.keep();
  return size;
}

}  // namespace jobhost
