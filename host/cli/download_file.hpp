// A download into a local file: written beside it and renamed when complete, so that a reader never sees a part of
// it.
#pragma once

#include <filesystem>
#include <string>

#include "cli/host_api.hpp"

namespace jobhost {

struct Download {
  std::string path;    // on the host
  std::string sha256;  // expected; empty: not known
};

// Bytes written. Throws what download() throws, UserError when the file cannot be written and AnswerUnreadable when
// the bytes do not have the expected digest; then no file is left.
std::int64_t download_to_file(HostApi& host, const Download& what, const std::filesystem::path& file);

}  // namespace jobhost
