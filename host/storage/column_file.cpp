#include "storage/column_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <array>
#include <bit>
#include <cerrno>
#include <cstring>
#include <random>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "support/atomic_file.hpp"
#include "support/throw_errno.hpp"
#include "support/unique_fd.hpp"

namespace jobhost {
namespace {

static_assert(std::endian::native == std::endian::little, "the file is mapped as it is, and it is little-endian");

constexpr std::size_t kAlign = 64;
constexpr std::size_t kColumns = 6;
constexpr std::array kMagic{'J', 'H', 'B', 'A', 'R', 'S', '0', '1'};

struct Header {
  std::array<char, 8> magic = kMagic;
  std::uint64_t count = 0;
  std::int64_t version = 0;
  std::array<char, 40> zeros{};
};
static_assert(sizeof(Header) == kAlign);

constexpr std::size_t column_bytes(std::uint64_t count) {
  return (count * 8 + kAlign - 1) / kAlign * kAlign;
}

void append(std::string& content, const void* column, std::size_t count) {
  const auto padded = content.size() + column_bytes(count);
  content.append(static_cast<const char*>(column), count * 8);
  content.resize(padded, '\0');
}

std::string encode(const Bars& bars, std::int64_t version) {
  const auto count = bars.size();
  Header header;
  header.count = count;
  header.version = version;
  std::string content;
  content.reserve(sizeof header + kColumns * column_bytes(count));
  content.append(reinterpret_cast<const char*>(&header), sizeof header);
  append(content, bars.time.data(), count);
  for (const auto* column : {&bars.open, &bars.high, &bars.low, &bars.close, &bars.volume}) {
    append(content, column->data(), count);
  }
  return content;
}

Header read_header(const std::byte* data) {
  Header header;
  std::memcpy(&header, data, sizeof header);
  return header;
}

bool is_column_file(const std::byte* data, std::size_t bytes) {
  const auto header = read_header(data);
  // The count is bounded first: the product below must not wrap around.
  return header.magic == kMagic && header.count <= bytes / 8 / kColumns &&
         bytes == sizeof(Header) + kColumns * column_bytes(header.count);
}

}  // namespace

void write_column_file(const std::filesystem::path& path, const Bars& bars, std::int64_t version) {
  // Two processes may write the same version at once: each under a name of its own, and either file will do. (A
  // random name, not the process id: containers on one folder all have a process 1.)
  std::random_device random;
  auto own = path;
  own += fmt::format(".{:08x}{:08x}", random(), random());
  write_file_atomically(own, encode(bars, version));
  if (::rename(own.c_str(), path.c_str()) != 0) { throw_errno(path); }
  sync_folder(path.parent_path().empty() ? "." : path.parent_path());
}

ColumnFile::ColumnFile(const std::filesystem::path& path) {
  const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status {};
  if (!fd || ::fstat(fd.get(), &status) != 0) { throw_errno(path); }
  const auto bytes = static_cast<std::size_t>(status.st_size);
  if (bytes < sizeof(Header)) { throw std::runtime_error(path.string() + " is not a column file: too short"); }
  void* mapped = ::mmap(nullptr, bytes, PROT_READ, MAP_SHARED, fd.get(), 0);
  if (mapped == MAP_FAILED) { throw_errno(path); }
  if (!is_column_file(static_cast<const std::byte*>(mapped), bytes)) {
    ::munmap(mapped, bytes);
    throw std::runtime_error(path.string() + " is not a column file: its header and its size do not agree");
  }
  data_ = static_cast<const std::byte*>(mapped);
  bytes_ = bytes;
}

ColumnFile::~ColumnFile() {
  if (data_ != nullptr) { ::munmap(const_cast<std::byte*>(data_), bytes_); }
}

ColumnFile::ColumnFile(ColumnFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), bytes_(std::exchange(other.bytes_, 0)) {}

ColumnFile& ColumnFile::operator=(ColumnFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(bytes_, other.bytes_);
  return *this;
}

std::int64_t ColumnFile::version() const noexcept {
  return read_header(data_).version;
}
std::size_t ColumnFile::size() const noexcept {
  return read_header(data_).count;
}

std::span<const std::int64_t> ColumnFile::time() const noexcept {
  return {reinterpret_cast<const std::int64_t*>(data_ + sizeof(Header)), size()};
}

std::span<const double> ColumnFile::column(std::size_t index) const noexcept {
  const auto* begin = data_ + sizeof(Header) + (index + 1) * column_bytes(size());
  return {reinterpret_cast<const double*>(begin), size()};
}

}  // namespace jobhost
