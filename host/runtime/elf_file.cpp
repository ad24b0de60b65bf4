#include "runtime/elf_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "support/throw_errno.hpp"

namespace jobhost {
namespace {

// nbuckets, first hashed symbol, words of the bloom filter, its shift.
using GnuHashHeader = std::array<std::uint32_t, 4>;

// What the linker itself puts into the table: ends of sections, and the name of a version of a version script.
bool is_made_by_linker(const Elf64_Sym& symbol, const std::string& name) {
  constexpr std::array made{"_init", "_fini", "_edata", "_end", "__bss_start"};
  return symbol.st_shndx == SHN_ABS || std::find(made.begin(), made.end(), name) != made.end();
}

bool is_export(const Elf64_Sym& symbol) {
  const auto visibility = ELF64_ST_VISIBILITY(symbol.st_other);
  return symbol.st_shndx != SHN_UNDEF && ELF64_ST_BIND(symbol.st_info) != STB_LOCAL && visibility != STV_HIDDEN &&
         visibility != STV_INTERNAL;
}

}  // namespace

ElfFile::ElfFile(const std::filesystem::path& file) : fd_(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
  struct stat about {};
  if (!fd_ || ::fstat(fd_.get(), &about) != 0) { throw_errno(file.string()); }
  size_ = static_cast<std::uint64_t>(std::max<off_t>(about.st_size, 0));
  header_ = read<Elf64_Ehdr>(0, 1).front();
  if (std::memcmp(header_.e_ident, ELFMAG, SELFMAG) != 0) {
    throw ElfDamaged("it does not begin as an ELF file does");
  }
}

// Short reads happen when somebody truncates the file while it is looked at.
template <typename T>
std::vector<T> ElfFile::read(std::uint64_t offset, std::uint64_t count) const {
  if (offset > size_ || count > (size_ - offset) / sizeof(T)) {
    throw ElfDamaged(fmt::format("it has {} bytes and needs more", size_));
  }
  std::vector<T> values(count);
  auto* bytes = reinterpret_cast<char*>(values.data());
  for (std::size_t done = 0; done < count * sizeof(T);) {
    const auto got = ::pread(fd_.get(), bytes + done, count * sizeof(T) - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) { continue; }
    if (got <= 0) { throw ElfDamaged("it became shorter while it was read"); }
    done += static_cast<std::size_t>(got);
  }
  return values;
}

// The table of sections is what a linker writes last, behind names and debug information. The loader does without
// all of them, so a file that is still being written, or a copy that was interrupted, would run.
void ElfFile::require_whole() const {
  if (header_.e_shoff == 0) { return; }  // stripped of its sections
  const std::uint64_t table = std::uint64_t{header_.e_shnum} * header_.e_shentsize;
  if (header_.e_shoff > size_ || table > size_ - header_.e_shoff) {
    throw ElfDamaged(
        fmt::format("its table of sections begins at byte {}, and the file has {} bytes: it is cut off",
                    header_.e_shoff, size_));
  }
}

void ElfFile::read_dynamic() {
  if (header_.e_phnum == 0 || header_.e_phentsize != sizeof(Elf64_Phdr)) {
    throw ElfDamaged("it has no program headers");
  }
  require_whole();
  segments_ = read<Elf64_Phdr>(header_.e_phoff, header_.e_phnum);
  const auto found =
      std::find_if(segments_.begin(), segments_.end(), [](const auto& s) { return s.p_type == PT_DYNAMIC; });
  if (found == segments_.end()) { return; }
  dynamic_ = read<Elf64_Dyn>(found->p_offset, found->p_filesz / sizeof(Elf64_Dyn));
  const auto end = std::find_if(dynamic_.begin(), dynamic_.end(), [](const auto& d) { return d.d_tag == DT_NULL; });
  dynamic_.erase(end, dynamic_.end());
  const auto* strings = entry(DT_STRTAB);
  const auto* size = entry(DT_STRSZ);
  if (strings == nullptr || size == nullptr) { throw ElfDamaged("it has no table of dynamic strings"); }
  const auto place = place_of(strings->d_un.d_ptr);
  if (size->d_un.d_val > place.size) { throw ElfDamaged("its table of dynamic strings is cut off"); }
  const auto bytes = read<char>(place.offset, size->d_un.d_val);
  strings_.assign(bytes.begin(), bytes.end());
}

ElfFile::Place ElfFile::place_of(std::uint64_t address) const {
  for (const auto& segment : segments_) {
    if (segment.p_type != PT_LOAD || address < segment.p_vaddr || address - segment.p_vaddr >= segment.p_filesz) {
      continue;
    }
    const auto inside = address - segment.p_vaddr;
    const auto offset = segment.p_offset + inside;
    if (offset < inside || offset >= size_) { break; }
    return {offset, std::min(segment.p_filesz - inside, size_ - offset)};
  }
  throw ElfDamaged(fmt::format("it refers to address {:#x}, which is not in the file", address));
}

const Elf64_Dyn* ElfFile::entry(std::int64_t tag) const {
  const auto found = std::find_if(dynamic_.begin(), dynamic_.end(), [&](const auto& d) { return d.d_tag == tag; });
  return found == dynamic_.end() ? nullptr : &*found;
}

bool ElfFile::is_program() const {
  const auto* flags = entry(DT_FLAGS_1);
  return flags != nullptr && (flags->d_un.d_val & DF_1_PIE) != 0;
}

// Without the header the loader takes the stack to be executable.
bool ElfFile::stack_is_executable() const {
  const auto stack =
      std::find_if(segments_.begin(), segments_.end(), [](const auto& s) { return s.p_type == PT_GNU_STACK; });
  return stack == segments_.end() || (stack->p_flags & PF_X) != 0;
}

std::string ElfFile::string_at(std::uint64_t index) const {
  if (index >= strings_.size()) { throw ElfDamaged("a name is outside of its table of dynamic strings"); }
  const auto end = strings_.find('\0', index);
  return strings_.substr(index, end == std::string::npos ? end : end - index);
}

std::vector<std::string> ElfFile::strings_of(std::int64_t tag) const {
  std::vector<std::string> result;
  for (const auto& each : dynamic_) {
    if (each.d_tag == tag) { result.push_back(string_at(each.d_un.d_val)); }
  }
  return result;
}

std::vector<ElfExport> ElfFile::exports() const {
  std::vector<ElfExport> result;
  const auto* table = entry(DT_SYMTAB);
  if (table == nullptr) { return result; }
  const auto place = place_of(table->d_un.d_ptr);
  const auto count = symbol_count();
  if (count > place.size / sizeof(Elf64_Sym)) { throw ElfDamaged("its table of dynamic symbols is cut off"); }
  for (const auto& symbol : read<Elf64_Sym>(place.offset, count)) {
    if (!is_export(symbol)) { continue; }
    auto name = string_at(symbol.st_name);
    if (is_made_by_linker(symbol, name)) { continue; }
    const auto type = ELF64_ST_TYPE(symbol.st_info);
    result.push_back({std::move(name), ELF64_ST_BIND(symbol.st_info) == STB_GNU_UNIQUE,
                      type == STT_FUNC || type == STT_GNU_IFUNC});
  }
  return result;
}

// The file says nowhere how many there are, but its hash tables cover them all. Section headers would say it too;
// the loader does not look at them, and they may have been stripped.
std::uint64_t ElfFile::symbol_count() const {
  if (const auto* table = entry(DT_GNU_HASH)) { return count_by_gnu_hash(place_of(table->d_un.d_ptr)); }
  if (const auto* table = entry(DT_HASH)) {
    return read<std::uint32_t>(place_of(table->d_un.d_ptr).offset, 2)[1];  // nbucket, nchain
  }
  return 0;
}

std::uint64_t ElfFile::count_by_gnu_hash(const Place& table) const {
  const auto header = read<GnuHashHeader>(table.offset, 1).front();
  const auto [bucket_count, first, bloom_words, shift] = header;
  const auto buckets_at = table.offset + sizeof header + std::uint64_t{bloom_words} * 8;
  const auto buckets = read<std::uint32_t>(buckets_at, bucket_count);
  const auto last_bucket = buckets.empty() ? 0 : *std::max_element(buckets.begin(), buckets.end());
  if (last_bucket < first || last_bucket == 0) { return first; }  // nothing is exported
  // The chain of the last bucket ends with the last symbol; its final link has the lowest bit set.
  const auto chains_at = buckets_at + std::uint64_t{bucket_count} * 4;
  for (std::uint64_t index = last_bucket;; ++index) {
    if ((read<std::uint32_t>(chains_at + (index - first) * 4, 1).front() & 1u) != 0) { return index + 1; }
  }
}

}  // namespace jobhost
