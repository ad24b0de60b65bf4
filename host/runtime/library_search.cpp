#include "runtime/library_search.hpp"

#include <link.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <fstream>
#include <iterator>
#include <string_view>
#include <vector>

namespace jobhost {
namespace {

namespace fs = std::filesystem;

constexpr std::array kDefaultFolders {
  "/lib", "/usr/lib", "/lib64", "/usr/lib64",
#if defined(__x86_64__)
      "/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu"
#elif defined(__aarch64__)
      "/lib/aarch64-linux-gnu", "/usr/lib/aarch64-linux-gnu"
#endif
};

// The loader passes over a library for another machine, as on a system with two kinds.
bool fits(const fs::path& candidate, const ElfFile& plugin) {
  try {
    const ElfFile library(candidate);
    return library.header().e_machine == plugin.header().e_machine &&
           library.header().e_ident[EI_CLASS] == plugin.header().e_ident[EI_CLASS];
  } catch (const std::exception&) { return false; }  // not there, or no library
}

std::vector<std::string> split(std::string_view list, std::string_view separators) {
  std::vector<std::string> parts;
  while (!list.empty()) {
    const auto end = std::min(list.find_first_of(separators), list.size());
    parts.emplace_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return parts;
}

void replace_all(std::string& text, std::string_view what, const std::string& with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

std::string with_origin(std::string folder, const fs::path& plugin_file) {
  const auto origin = fs::absolute(plugin_file).parent_path().string();
  replace_all(folder, "${ORIGIN}", origin);
  replace_all(folder, "$ORIGIN", origin);
  return folder;
}

std::vector<std::string> folders_of(const ElfFile& plugin, const fs::path& plugin_file) {
  std::vector<std::string> folders;
  // RPATH counts only without RUNPATH.
  for (const auto& list : plugin.runpath().empty() ? plugin.rpath() : plugin.runpath()) {
    for (auto& folder : split(list, ":")) { folders.push_back(with_origin(std::move(folder), plugin_file)); }
  }
  if (const char* list = std::getenv("LD_LIBRARY_PATH")) {
    for (auto& folder : split(list, ":;")) { folders.push_back(folder.empty() ? "." : std::move(folder)); }
  }
  folders.insert(folders.end(), kDefaultFolders.begin(), kDefaultFolders.end());
  return folders;
}

// /etc/ld.so.cache, format "glibc-ld.so.cache1.1" (dl-cache.h of glibc): a header of 48 bytes, then entries of 24
// whose second and third word are the offsets of name and path.
bool is_in_cache(const std::string& name, const ElfFile& plugin) {
  constexpr std::string_view magic = "glibc-ld.so.cache1.1";
  constexpr std::size_t header_size = 48;
  constexpr std::size_t entry_size = 24;
  std::ifstream stream("/etc/ld.so.cache", std::ios::binary);
  const std::string whole{std::istreambuf_iterator<char>(stream), {}};
  const auto start = whole.find(magic);  // an older format may come first
  if (start == std::string::npos) { return false; }
  const std::string_view cache = std::string_view(whole).substr(start);
  const auto word = [&](std::size_t at) {
    std::uint32_t value = 0;
    if (at + sizeof value <= cache.size()) { std::memcpy(&value, cache.data() + at, sizeof value); }
    return value;
  };
  const auto text = [&](std::size_t at) {
    const auto rest = cache.substr(std::min(at, cache.size()));
    return rest.substr(0, rest.find('\0'));
  };
  const std::size_t count = std::min<std::size_t>(word(magic.size()), cache.size() / entry_size);
  for (std::size_t i = 0; i < count; ++i) {
    const auto entry = header_size + i * entry_size;
    if (text(word(entry + 4)) == name && fits(text(word(entry + 8)), plugin)) { return true; }
  }
  return false;
}

// By the name it was loaded under, which is a path that ends in the name that others ask for.
bool is_loaded_here(const std::string& name) {
  struct Wanted {
    const std::string& name;
    bool found = false;
  } wanted{name};
  ::dl_iterate_phdr(
      [](dl_phdr_info* info, std::size_t, void* data) {
        auto& want = *static_cast<Wanted*>(data);
        want.found = want.found || fs::path(info->dlpi_name).filename() == want.name;
        return 0;
      },
      &wanted);
  return wanted.found;
}

}  // namespace

bool library_is_found(const std::string& name, const ElfFile& plugin, const fs::path& plugin_file) {
  if (name.find('/') != std::string::npos) { return fits(with_origin(name, plugin_file), plugin); }
  if (is_loaded_here(name)) { return true; }
  for (const auto& folder : folders_of(plugin, plugin_file)) {
    // $LIB and $PLATFORM are known to the loader only.
    if (folder.find('$') != std::string::npos || fits(fs::path(folder) / name, plugin)) { return true; }
  }
  return is_in_cache(name, plugin);
}

}  // namespace jobhost
