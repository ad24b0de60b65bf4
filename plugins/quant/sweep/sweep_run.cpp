#include "quant/sweep/sweep_run.hpp"

#include <algorithm>
#include <cmath>

namespace quant {
namespace {

constexpr std::uint32_t kNeverValid = 0xffff'ffff;
constexpr std::size_t kSegmentBytes = std::size_t{64} << 20;  // accounts of crossings that exist at one time
constexpr std::size_t kCombinationsPerPiece = 16;

bool all_are_prices(std::span<const double> values) {
  return std::all_of(values.begin(), values.end(), [](double value) { return value > 0 && std::isfinite(value); });
}

bool has_prices_only(const BarsView& bars) {
  return all_are_prices(bars.open) && all_are_prices(bars.high) && all_are_prices(bars.low) &&
         all_are_prices(bars.close);
}

bool has_stops(const ExpressionGraph& graph) {
  const auto combinations = graph.combinations();
  return std::any_of(combinations.begin(), combinations.end(), [](const Combination& combination) {
    const ExitRules& rules = combination.exit_rules;
    return rules.stop_loss > 0 || rules.take_profit > 0 || rules.trailing_stop > 0;
  });
}

// The first bar from which on there is a value at every bar; kNeverValid with a gap behind a value.
std::uint32_t first_without_gap(std::span<const double> row) {
  const auto first = std::find_if(row.begin(), row.end(), [](double value) { return !std::isnan(value); });
  const bool gap = std::any_of(first, row.end(), [](double value) { return std::isnan(value); });
  return gap ? kNeverValid : static_cast<std::uint32_t>(first - row.begin());
}

}  // namespace

SweepRun::SweepRun(const BarsView& bars, const ExpressionGraph& graph, const ExecutionModel& model,
                   const SweepOptions& options)
    : bars_(bars),
      graph_(graph),
      model_(model),
      options_(options),
      fast_(is_fast(model, options) && has_prices_only(bars)),
      with_trade_figures_(std::any_of(options.metrics.begin(), options.metrics.end(), needs_trade_figures)),
      cuts_(bars.size(), options.folds),
      crossing_of_(graph.combinations().size()),
      values_(graph, bars, options.simd) {
  table_.ranges = cuts_.ranges().size();
  table_.metrics = options.metrics;
  table_.values.resize(graph.combinations().size() * table_.ranges * table_.metrics.size());
  if (!fast_) { return; }
  prices_ = std::make_unique<PriceTables>(bars, model.fill, [this] { report(0, 0); });
  if (has_stops(graph)) { stops_ = std::make_unique<StopSearch>(bars, options.simd); }
  account_.emplace(AccountTerms{*prices_, EdgeCosts(model), short_returns(options.simd), cuts_.cuts(),
                                options.conventions.open_trade});
  for (std::size_t i = 0; i < crossing_of_.size(); ++i) {
    crossing_of_[i] = crossing_of(graph, graph.combinations()[i], model.side);
  }
}

SweepTable SweepRun::run() {
  CombinationGroups groups(
      graph_, bars_.size(), options_.memory_limit,
      [this](std::size_t combination, std::vector<NodeId>& nodes) { needs_of(combination, nodes); });
  for (auto group = groups.next(); group.end > group.begin; group = groups.next()) {
    run_group(group);
    ++table_.groups;
  }
  table_.exact_runs = exact_runs_;
  return std::move(table_);
}

void SweepRun::needs_of(std::size_t combination, std::vector<NodeId>& nodes) const {
  const auto& crossing = crossing_of_[combination];
  if (!crossing) {
    const auto roots = graph_.combinations()[combination].roots();
    nodes.assign(roots.begin(), roots.end());
    return;
  }
  for (const NodeId node : {crossing->fast, crossing->slow}) {
    const auto average = column_average(graph_, node);
    nodes.push_back(average ? average->column : node);
  }
}

void SweepRun::run_group(const CombinationGroup& group) {
  const auto between = [this] { report(0, 0); };
  values_.compute(group.nodes, options_.threads, between);
  std::vector<std::size_t> others;
  const auto gaps = run_crossings(crossings_in(group, others));
  if (!gaps.empty()) {
    for (const std::size_t combination : gaps) { crossing_of_[combination].reset(); }
    CombinationGroups rest(graph_, bars_.size(), SIZE_MAX,
                           [&](std::size_t combination, std::vector<NodeId>& nodes) {
                             if (std::binary_search(gaps.begin(), gaps.end(), combination)) {
                               needs_of(combination, nodes);
                             }
                           });
    values_.compute(rest.next().nodes, options_.threads, between);
    others.insert(others.end(), gaps.begin(), gaps.end());
  }
  run_others(others);
  values_.clear();
}

std::vector<SweepRun::Crossing> SweepRun::crossings_in(const CombinationGroup& group,
                                                       std::vector<std::size_t>& others) const {
  std::vector<Crossing> crossings;
  for (std::size_t i = group.begin; i < group.end; ++i) {
    if (crossing_of_[i]) {
      crossings.push_back({i, *crossing_of_[i]});
    } else {
      others.push_back(i);
    }
  }
  return crossings;
}

SweepRun::RowSource SweepRun::source_of(NodeId node) {
  const auto average = column_average(graph_, node);
  if (!average) { return {node, {}, first_without_gap(values_.row(node))}; }
  if (!averages_.contains(average->column)) {
    averages_.emplace(average->column, MovingAverages(values_.row(average->column)));
  }
  return {node, average, average->window - 1};
}

SweepRun::CrossingRows SweepRun::rows_of(std::span<const Crossing> crossings) {
  CrossingRows rows;
  std::map<NodeId, std::uint32_t> numbers;
  const auto number_of = [&](NodeId node) {
    const auto [place, is_new] = numbers.try_emplace(node, static_cast<std::uint32_t>(rows.sources.size()));
    if (is_new) {
      rows.sources.push_back(source_of(node));
      rows.first_valid.push_back(rows.sources.back().first_valid);
    }
    return place->second;
  };
  for (const Crossing& crossing : crossings) {
    const std::uint32_t fast = number_of(crossing.nodes.fast);
    rows.pairs.push_back({fast, number_of(crossing.nodes.slow)});
  }
  return rows;
}

void SweepRun::fill_row(const RowSource& source, std::size_t begin, std::span<double> out) const {
  if (source.first_valid >= begin + out.size()) { return; }
  if (source.average) {
    averages_.at(source.average->column).fill(source.average->window, begin, out);
    return;
  }
  const auto row = values_.row(source.node).subspan(begin);
  const std::size_t count = std::min(row.size(), out.size());
  std::copy_n(row.begin(), count, out.begin());
  std::fill(out.begin() + static_cast<std::ptrdiff_t>(count), out.end(), 0.0);
}

std::vector<std::size_t> SweepRun::run_crossings(std::vector<Crossing> crossings) {
  std::vector<std::size_t> gaps;
  std::erase_if(crossings, [&](const Crossing& crossing) {
    const auto has_gap = [this](NodeId node) {
      return !column_average(graph_, node) && first_without_gap(values_.row(node)) == kNeverValid;
    };
    const bool gap = has_gap(crossing.nodes.fast) || has_gap(crossing.nodes.slow);
    if (gap) { gaps.push_back(crossing.combination); }
    return gap;
  });
  if (crossings.empty()) { return gaps; }
  const CrossingRows rows = rows_of(crossings);
  const std::size_t at_once = std::max<std::size_t>(1'024, kSegmentBytes / (sizeof(Segment) * cuts_.cuts().size()));
  const std::size_t share = (crossings.size() + options_.threads - 1) / options_.threads;
  parallel_ranges(options_.threads, crossings.size(), std::min(at_once, share),
                  [&](const WorkRange& part) { run_crossing_part(crossings, rows, part); });
  done_ += crossings.size();
  done_now_ = 0;
  return gaps;
}

void SweepRun::run_crossing_part(std::span<const Crossing> crossings, const CrossingRows& rows,
                                 const WorkRange& part) {
  const std::size_t count = part.end - part.begin;
  const std::size_t cuts = cuts_.cuts().size();
  std::vector<Segment> segments(count * cuts);
  std::vector<TradeFigures> figures(with_trade_figures_ ? count * cuts : 0);
  const CrossRows source{
      [&](std::size_t row, std::size_t begin, std::span<double> out) { fill_row(rows.sources[row], begin, out); },
      rows.first_valid};
  CrossSweepOptions options{
      .fill = model_.fill, .close_at_end = model_.at_end == AtEnd::last_close, .simd = options_.simd};
  if (part.worker == 0 && options_.on_progress) {
    options.on_progress = [&](double share) { report(0, share * static_cast<double>(count)); };
  }
  sweep_crosses(source, std::span(rows.pairs).subspan(part.begin, count), *account_, options, {segments, figures});
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t first = i * cuts;
    write(crossings[part.begin + i].combination, std::span(segments).subspan(first, cuts),
          with_trade_figures_ ? std::span<const TradeFigures>(figures).subspan(first, cuts)
                              : std::span<const TradeFigures>());
  }
  done_now_ += count;
}

void SweepRun::run_others(std::span<const std::size_t> combinations) {
  std::vector<Worker> workers(options_.threads, Worker(bars_.size()));
  parallel_ranges(options_.threads, combinations.size(), kCombinationsPerPiece, [&](const WorkRange& part) {
    report(part.worker, 0);
    for (std::size_t i = part.begin; i < part.end; ++i) { run_one(combinations[i], workers[part.worker]); }
    done_now_ += part.end - part.begin;
  });
  done_ += combinations.size();
  done_now_ = 0;
}

void SweepRun::settle(const Combination& combination, Worker& worker) const {
  if (worker.settled == combination.roots()) { return; }
  worker.settled = combination.roots();
  worker.decisions.settle({values_.words(combination.long_entry), values_.words(combination.long_exit),
                           values_.words(combination.short_entry), values_.words(combination.short_exit)},
                          model_.side);
}

void SweepRun::run_one(std::size_t combination, Worker& worker) {
  if (!fast_) { return run_exactly(combination); }
  const Combination& rules = graph_.combinations()[combination];
  settle(rules, worker);
  StopMemory* memory = worker.memory.start(rules, worker.decisions) ? &worker.memory : nullptr;
  const std::size_t cuts = cuts_.cuts().size();
  worker.segments.resize(cuts);
  worker.figures.assign(with_trade_figures_ ? cuts : 0, {});
  HoldingsAccount account(*account_, worker.segments.data(), with_trade_figures_ ? worker.figures.data() : nullptr);
  walk_positions(worker.decisions, rules.exit_rules, {model_, *account_, stops_.get()}, account, memory);
  if (account.is_ruined()) { return run_exactly(combination); }
  write(combination, worker.segments, worker.figures);
}

void SweepRun::run_exactly(std::size_t combination) {
  const Combination& rules = graph_.combinations()[combination];
  const Signals signals{.long_entry = values_.bits(rules.long_entry),
                        .long_exit = values_.bits(rules.long_exit),
                        .short_entry = values_.bits(rules.short_entry),
                        .short_exit = values_.bits(rules.short_exit)};
  const std::size_t size = table_.ranges * table_.metrics.size();
  fill_exact_rows(signals, rules.exit_rules,
                  {bars_, model_, options_.conventions, options_.metrics, cuts_.ranges()},
                  std::span(table_.values).subspan(combination * size, size));
  ++exact_runs_;
}

void SweepRun::write(std::size_t combination, std::span<const Segment> segments,
                     std::span<const TradeFigures> figures) {
  double* out = table_.values.data() + combination * table_.ranges * table_.metrics.size();
  FigureInput input;
  input.cash = model_.cash;
  input.fee = account_->costs.fee;
  input.periods_per_year = model_.periods_per_year;
  for (std::size_t range = 0; range < table_.ranges; ++range) {
    const BarRange bars = cuts_.ranges()[range];
    const BarRange parts = cuts_.segments_of(range);
    input.segment = join(segments.subspan(parts.begin, parts.size()));
    if (!figures.empty()) { input.trades = join(figures.subspan(parts.begin, parts.size())); }
    input.bars = bars.size();
    input.buy_hold_return = bars_.close[bars.end - 1] / bars_.close[bars.begin] - 1;
    for (const Metric metric : table_.metrics) { *out++ = figure_of(metric, input); }
  }
}

void SweepRun::report(std::size_t worker, double combinations_more) {
  if (worker != 0 || !options_.on_progress) { return; }
  const double done = static_cast<double>(done_ + done_now_) + combinations_more;
  options_.on_progress(std::min(1.0, done / static_cast<double>(std::max<std::size_t>(1, crossing_of_.size()))));
}

}  // namespace quant
