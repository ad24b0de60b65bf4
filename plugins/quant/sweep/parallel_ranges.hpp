// Splits work over threads. The caller's thread is worker 0 and works too; all others end before the call returns.
#pragma once

#include <cstddef>
#include <functional>

namespace quant {

struct WorkRange {
  std::size_t begin, end;
  std::size_t worker;  // 0 .. threads - 1
};

// Calls work for pieces of at most `step` of [0, count), each once, on up to `threads` threads. When one throws the
// others finish their piece, and the exception of the lowest worker is thrown.
void parallel_ranges(std::size_t threads, std::size_t count, std::size_t step,
                     const std::function<void(const WorkRange&)>& work);

}  // namespace quant
