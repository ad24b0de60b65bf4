#include "quant/sweep/parallel_ranges.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>
#include <vector>

namespace quant {

void parallel_ranges(std::size_t threads, std::size_t count, std::size_t step,
                     const std::function<void(const WorkRange&)>& work) {
  const std::size_t pieces = (count + step - 1) / step;
  const std::size_t workers = std::max<std::size_t>(1, std::min(threads, pieces));
  std::atomic<std::size_t> next{0};
  std::vector<std::exception_ptr> failures(workers);
  const auto run = [&](std::size_t worker) {
    try {
      for (std::size_t piece = next++; piece < pieces; piece = next++) {
        work({piece * step, std::min(count, (piece + 1) * step), worker});
      }
    } catch (...) {
      failures[worker] = std::current_exception();
      next = pieces;
    }
  };
  {
    std::vector<std::jthread> others;
    for (std::size_t worker = 1; worker < workers; ++worker) { others.emplace_back(run, worker); }
    run(0);
  }
  for (const auto& failure : failures) {
    if (failure) { std::rethrow_exception(failure); }
  }
}

}  // namespace quant
