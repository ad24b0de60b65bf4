#include "runtime/file_watch.hpp"

#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cstring>

#include "support/throw_errno.hpp"

namespace jobhost {
namespace {

constexpr std::uint32_t kWatchedEvents =
    IN_CLOSE_WRITE | IN_MODIFY | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_ATTRIB | IN_ONLYDIR;
constexpr int kMostLinks = 20;

}  // namespace

FileWatch::FileWatch() : inotify_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
  if (!inotify_) { throw_errno("inotify"); }
}

void FileWatch::watch(const std::vector<std::filesystem::path>& files) {
  const auto before = std::exchange(names_, {});
  for (const auto& file : files) { watch_path(file); }
  for (const auto& [descriptor, names] : before) {
    if (names_.count(descriptor) == 0) { ::inotify_rm_watch(inotify_.get(), descriptor); }
  }
}

void FileWatch::watch_entry(const std::filesystem::path& folder, const std::string& name) {
  const int descriptor = ::inotify_add_watch(inotify_.get(), folder.c_str(), kWatchedEvents);
  if (descriptor >= 0) { names_[descriptor].insert(name); }
}

// Every part of the path that is a link can be pointed elsewhere; so can what it points to.
void FileWatch::watch_path(const std::filesystem::path& file) {
  std::filesystem::path rest = file;
  for (int links = 0; links < kMostLinks; ++links) {
    std::filesystem::path walked;
    bool followed = false;
    for (auto part = rest.begin(); part != rest.end() && !followed; ++part) {
      const auto folder = walked;
      walked /= *part;
      std::error_code none;
      if (!std::filesystem::is_symlink(walked, none)) { continue; }
      watch_entry(folder, part->string());
      auto target = std::filesystem::read_symlink(walked, none);
      if (none) { return; }
      target = target.is_absolute() ? target : folder / target;
      for (++part; part != rest.end(); ++part) { target /= *part; }
      rest = target.lexically_normal();
      followed = true;
      break;
    }
    if (!followed) { break; }
  }
  watch_entry(rest.parent_path(), rest.filename().string());
}

bool FileWatch::take() {
  alignas(inotify_event) std::array<char, 16384> buffer{};
  bool concerned = false;
  for (;;) {
    const auto bytes = ::read(inotify_.get(), buffer.data(), buffer.size());
    if (bytes <= 0) { return concerned; }
    for (std::size_t at = 0; at + sizeof(inotify_event) <= static_cast<std::size_t>(bytes);) {
      inotify_event event{};
      std::memcpy(&event, buffer.data() + at, sizeof event);
      const std::string name = event.len > 0 ? buffer.data() + at + sizeof event : "";
      const auto names = names_.find(event.wd);
      const bool overflow = (event.mask & IN_Q_OVERFLOW) != 0;
      concerned = concerned || overflow || (names != names_.end() && names->second.count(name) > 0);
      at += sizeof event + event.len;
    }
  }
}

}  // namespace jobhost
