#include "storage/record_store.hpp"

#include <algorithm>

#include "support/utf8.hpp"

namespace jobhost {

bool is_valid_collection(const std::string& collection) {
  return !collection.empty() && collection.size() <= 64 &&
         std::all_of(collection.begin(), collection.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
         });
}

bool is_valid_record_key(const std::string& key) {
  return !key.empty() && key.size() <= 200 && is_utf8(key) && std::none_of(key.begin(), key.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
  });
}

}  // namespace jobhost
