// Splits equal those of scikit-learn 1.9.1, skfolio 1.12.2 and Lopez de Prado's snippet 7.3 (peer_splits.py wrote
// the table).
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>

#include "quant/validation/combinatorial_splits.hpp"
#include "quant/validation/purged_k_fold.hpp"
#include "quant/validation/walk_forward.hpp"

namespace {

using quant::IndexRange;
using quant::Split;
using quant::TrainWindow;

struct PeerCase {
  std::string what;
  std::vector<std::size_t> numbers;  // bars and four parameters
  std::vector<Split> splits;
};

std::vector<IndexRange> read_ranges(const std::string& text) {
  std::vector<IndexRange> ranges;
  std::istringstream in(text);
  IndexRange range;
  char dash = 0;
  while (in >> range.begin >> dash >> range.end) { ranges.push_back(range); }
  return ranges;
}

std::vector<PeerCase> read_peer_cases() {
  std::ifstream in(JOBHOST_SOURCE_DIR "/tests/unit/quant/validation/peer_splits.csv");
  std::vector<PeerCase> cases;
  std::string line;
  while (std::getline(in, line)) {
    std::istringstream fields(line);
    std::string what, field, train, test;
    std::getline(fields, what, ',');
    std::vector<std::size_t> numbers;
    for (int i = 0; i < 5; ++i) {
      std::getline(fields, field, ',');
      numbers.push_back(std::stoul(field));
    }
    std::getline(fields, field, ',');  // number of the split
    std::getline(fields, train, ',');
    std::getline(fields, test, ',');
    if (field == "0") { cases.push_back({what, numbers, {}}); }
    cases.back().splits.push_back({read_ranges(train), read_ranges(test)});
  }
  return cases;
}

// Where the label of each bar ends, as in peer_splits.py.
std::vector<std::size_t> snippet_labels(std::size_t bars) {
  std::vector<std::size_t> ends;
  for (std::size_t t = 0; t < bars; ++t) { ends.push_back(t + 1 + (t * 5 + t / 3) % 7); }
  return ends;
}

// The peers write neighbouring test groups as one range.
std::vector<Split> with_joined_tests(std::vector<Split> splits) {
  for (auto& split : splits) {
    std::vector<IndexRange> joined;
    for (const auto& range : split.test) {
      if (!joined.empty() && joined.back().end == range.begin) {
        joined.back().end = range.end;
      } else {
        joined.push_back(range);
      }
    }
    split.test = joined;
  }
  return splits;
}

std::vector<Split> our_splits(const PeerCase& peer) {
  const auto& n = peer.numbers;
  if (peer.what == "time_series_split") {
    const auto window = n[4] == 0 ? TrainWindow::anchored : TrainWindow::rolling;
    return quant::walk_forward_splits(
        n[0], {.window = window, .folds = n[1], .train_bars = n[4], .test_bars = n[2], .gap_bars = n[3]});
  }
  if (peer.what == "walk_forward") {
    const auto window = n[4] == 1 ? TrainWindow::anchored : TrainWindow::rolling;
    return quant::walk_forward_splits(n[0],
                                      {.window = window, .train_bars = n[1], .test_bars = n[2], .gap_bars = n[3]});
  }
  if (peer.what == "k_fold") { return quant::purged_k_fold_splits(n[0], n[1]); }
  if (peer.what == "cpcv") {
    const quant::Purging purging{.holding_bars = n[3], .embargo_bars = n[4]};
    return with_joined_tests(
        quant::cpcv_splits(n[0], {.groups = n[1], .test_groups = n[2], .purging = purging}).splits);
  }
  const auto labels = snippet_labels(n[0]);
  return quant::purged_k_fold_splits(n[0], n[1], {.embargo_bars = n[2], .label_end = labels});
}

TEST(Splits, EqualThoseOfThePeers) {
  std::map<std::string, int> seen;
  for (const auto& peer : read_peer_cases()) {
    std::string name = peer.what;
    for (const auto number : peer.numbers) { name += " " + std::to_string(number); }
    SCOPED_TRACE(name);
    EXPECT_EQ(our_splits(peer), peer.splits);
    ++seen[peer.what];
  }
  const std::map<std::string, int> expected{
      {"cpcv", 5}, {"k_fold", 2}, {"snippet_7_3", 3}, {"time_series_split", 6}, {"walk_forward", 4}};
  EXPECT_EQ(seen, expected);
}

}  // namespace

namespace quant {
void PrintTo(const Split& split, std::ostream* out);
void PrintTo(const Split& split, std::ostream* out) {
  for (const auto& range : split.train) { *out << range.begin << "-" << range.end << " "; }
  *out << "|";
  for (const auto& range : split.test) { *out << " " << range.begin << "-" << range.end; }
}
}  // namespace quant
