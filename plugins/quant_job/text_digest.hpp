// A digest of a text, for keys and to tell whether two are the same; no protection against anybody. FNV-1a, 64 bits
// (Fowler, Noll, Vo 1991). Pure.
#pragma once

#include <cstdint>
#include <string_view>

namespace quant_job {

constexpr std::uint64_t digest_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char byte : text) { hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3; }
  return hash;
}

}  // namespace quant_job
