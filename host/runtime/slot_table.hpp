// The slots of every job type there has been since the start: entered by the runners' thread when a type comes up,
// read by the dispatcher. A type that is gone keeps its entry, with no slots. Thread-safe.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "runtime/slots.hpp"

namespace jobhost {

class SlotTable {
 public:
  std::shared_ptr<Slots> add(const std::string& type) {
    const std::scoped_lock lock(mutex_);
    auto& slots = slots_[type];
    if (!slots) { slots = std::make_shared<Slots>(); }
    return slots;
  }
  [[nodiscard]] std::shared_ptr<Slots> find(const std::string& type) const {
    const std::scoped_lock lock(mutex_);
    return slots_.at(type);
  }
  // visit(type, slots) for every type, under the lock: it must be quick.
  template <typename Visit>
  void for_each(Visit visit) const {
    const std::scoped_lock lock(mutex_);
    for (const auto& [type, slots] : slots_) { visit(type, *slots); }
  }

 private:
  mutable std::mutex mutex_;
  std::map<std::string, std::shared_ptr<Slots>> slots_;
};

}  // namespace jobhost
