// Artifact bytes under the data folder, addressed by SHA-256: artifacts/ab/abcdef... Writers stream into a
// temporary file; only publish() gives it its name. Thread-safe: each writer belongs to one thread at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "support/sha256.hpp"
#include "support/unique_fd.hpp"

namespace jobhost {

// One artifact on its way in. Deletes its temporary file unless it was published. Throws std::system_error.
class ArtifactWriter {
 public:
  explicit ArtifactWriter(const std::filesystem::path& temporary);
  ~ArtifactWriter();
  ArtifactWriter(const ArtifactWriter&) = delete;
  ArtifactWriter& operator=(const ArtifactWriter&) = delete;

  void write(std::string_view bytes);
  [[nodiscard]] std::int64_t size() const noexcept { return size_; }

 private:
  friend class ArtifactFiles;
  std::filesystem::path temporary_;
  UniqueFd fd_;
  Sha256 hash_;
  std::int64_t size_ = 0;
};

class ArtifactFiles {
 public:
  // Makes the folders; removes temporary files that a crash left.
  explicit ArtifactFiles(std::filesystem::path folder);

  [[nodiscard]] std::unique_ptr<ArtifactWriter> begin();
  // Syncs the bytes, gives the file its name, returns the digest. Durable when it returns.
  std::string publish(ArtifactWriter& writer);
  [[nodiscard]] std::filesystem::path path(const std::string& sha256) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace jobhost
