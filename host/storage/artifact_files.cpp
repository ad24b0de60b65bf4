#include "storage/artifact_files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <random>
#include <system_error>

#include "support/atomic_file.hpp"
#include "support/throw_errno.hpp"

namespace jobhost {
namespace {

constexpr auto kTemporary = "tmp";

// The lock says that somebody writes: it ends with the process, whatever ends the process.
UniqueFd create_locked(const std::filesystem::path& path) {
  UniqueFd fd(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
  if (!fd || ::flock(fd.get(), LOCK_EX) != 0) { throw_errno(path); }
  return fd;
}

// Another process that starts at this moment may have taken the new file, not locked yet, for a leftover.
bool has_name(const UniqueFd& fd) {
  struct stat status {};
  return ::fstat(fd.get(), &status) == 0 && status.st_nlink > 0;
}

void remove_if_abandoned(const std::filesystem::path& path) {
  const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (fd && ::flock(fd.get(), LOCK_EX | LOCK_NB) == 0) { ::unlink(path.c_str()); }
}

// Random, not the process id: containers on one folder all have a process 1.
std::filesystem::path temporary_name(const std::filesystem::path& folder) {
  std::random_device random;
  return folder / kTemporary / fmt::format("{:08x}{:08x}", random(), random());
}

}  // namespace

ArtifactWriter::ArtifactWriter(const std::filesystem::path& temporary)
    : temporary_(temporary), fd_(create_locked(temporary)) {}

ArtifactWriter::~ArtifactWriter() {
  if (fd_) { ::unlink(temporary_.c_str()); }
}

void ArtifactWriter::write(std::string_view bytes) {
  auto rest = bytes;
  while (!rest.empty()) {
    const auto written = ::write(fd_.get(), rest.data(), rest.size());
    if (written < 0 && errno != EINTR) { throw_errno(temporary_); }
    if (written > 0) { rest.remove_prefix(static_cast<std::size_t>(written)); }
  }
  hash_.update(bytes);
  size_ += static_cast<std::int64_t>(bytes.size());
}

ArtifactFiles::ArtifactFiles(std::filesystem::path folder) : folder_(std::move(folder)) {
  std::filesystem::create_directories(folder_ / kTemporary);
  for (const auto& entry : std::filesystem::directory_iterator(folder_ / kTemporary)) {
    remove_if_abandoned(entry.path());
  }
}

std::unique_ptr<ArtifactWriter> ArtifactFiles::begin() {
  while (true) {
    auto writer = std::make_unique<ArtifactWriter>(temporary_name(folder_));
    if (has_name(writer->fd_)) { return writer; }
  }
}

std::string ArtifactFiles::publish(ArtifactWriter& writer) {
  if (::fsync(writer.fd_.get()) != 0) { throw_errno(writer.temporary_); }
  const auto sha256 = writer.hash_.hex();
  const auto target = path(sha256);
  if (std::filesystem::create_directories(target.parent_path())) { sync_folder(folder_); }
  // The same bytes may be there already; replacing them by themselves harms nobody who reads them.
  if (::rename(writer.temporary_.c_str(), target.c_str()) != 0) { throw_errno(target); }
  sync_folder(target.parent_path());
  writer.fd_.reset();
  return sha256;
}

std::filesystem::path ArtifactFiles::path(const std::string& sha256) const {
  return folder_ / sha256.substr(0, 2) / sha256;
}

}  // namespace jobhost
