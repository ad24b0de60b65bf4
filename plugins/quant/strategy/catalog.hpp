// The named strategies: entries of catalog.json, which is built into the library. To add one, add an entry there
// (see docs/strategies.md); the tests hold each of them to the rules. Immutable, any thread.
#pragma once

#include <span>
#include <string_view>

#include "quant/strategy/strategy.hpp"

namespace quant {

// In the order of the file. Throws std::logic_error when an entry is wrong, which no build with passing tests has.
std::span<const Strategy> named_strategies();

// nullptr when there is none of that name.
const Strategy* find_named_strategy(std::string_view name);

// The file itself.
std::string_view catalog_text();

}  // namespace quant
