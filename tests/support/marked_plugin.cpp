#include "support/marked_plugin.hpp"

#include <atomic>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace jobhost {
namespace {

constexpr std::string_view kPlaceholder = "MARKER:a0000000000000";

std::filesystem::path new_name_beside(const std::filesystem::path& file) {
  static std::atomic<int> counter{0};
  return file.string() + "." + std::to_string(++counter);
}

}  // namespace

std::string marked_plugin(const std::string& marker) {
  std::ifstream file(std::string(JOBHOST_PLUGIN_DIR) + "/marked.so", std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  auto bytes = text.str();
  const auto at = bytes.find(kPlaceholder);
  if (at == std::string::npos) { throw std::runtime_error("marked.so has no marker"); }
  auto full = marker;
  full.resize(kPlaceholder.size() - 7, '0');
  bytes.replace(at + 7, full.size(), full);
  return bytes;
}

void write_in_place(const std::filesystem::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

void write_and_rename(const std::filesystem::path& file, const std::string& bytes) {
  const auto beside = new_name_beside(file);
  write_in_place(beside, bytes);
  std::filesystem::rename(beside, file);
}

void write_and_swap_link(const std::filesystem::path& link, const std::string& bytes) {
  const auto target = new_name_beside(link);
  write_in_place(target, bytes);
  const auto new_link = new_name_beside(link);
  std::filesystem::create_symlink(target.filename(), new_link);
  std::filesystem::rename(new_link, link);
}

}  // namespace jobhost
