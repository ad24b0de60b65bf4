#include "cli/ranked_table.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "cli/number_text.hpp"
#include "cli/text_table.hpp"

namespace jobhost {
namespace {

bool is_combination(const Json& row) {
  return !object_field(row, "parameters").is_null() && !object_field(row, "metrics").is_null();
}

std::vector<Json> rows_of(const Json& result) {
  std::vector<Json> rows;
  for (const auto& row : list_field(result, "top")) {
    if (is_combination(row)) { rows.push_back(row); }
  }
  if (rows.empty()) { rows.push_back(object_field(result, "best")); }
  return rows;
}

struct Column {
  const char* group;  // "parameters" or "metrics"
  std::string key;
};

// The keys of every row, in the order in which they first come.
void add_columns(std::vector<Column>& columns, const std::vector<Json>& rows, const char* group) {
  const auto first = columns.size();
  for (const auto& row : rows) {
    for (const auto& item : object_field(row, group).items()) {
      const auto known = [&](const Column& column) { return column.key == item.key(); };
      if (std::none_of(columns.begin() + static_cast<std::ptrdiff_t>(first), columns.end(), known)) {
        columns.push_back({group, item.key()});
      }
    }
  }
}

// What was optimized comes first among the metrics.
void put_first(std::vector<Column>& columns, const std::string& objective) {
  const auto is_metric = [](const Column& column) { return column.group == std::string_view("metrics"); };
  const auto first = std::find_if(columns.begin(), columns.end(), is_metric);
  const auto found =
      std::find_if(first, columns.end(), [&](const Column& column) { return column.key == objective; });
  if (found != columns.end()) { std::rotate(first, found, found + 1); }
}

Json cell_of(const Json& row, const Column& column) {
  const auto& group = object_field(row, column.group);
  return group.contains(column.key) ? group.at(column.key) : Json();
}

bool is_numeric(const std::vector<Json>& cells) {
  return std::all_of(cells.begin(), cells.end(),
                     [](const Json& cell) { return cell.is_null() || cell.is_number(); });
}

// One number of decimals for a whole column, so that its points stand below each other: four, fewer for large
// values.
int decimals_for(const std::vector<Json>& cells) {
  double largest = 0;
  for (const auto& cell : cells) {
    if (cell.is_number_float()) { largest = std::max(largest, std::abs(cell.get<double>())); }
  }
  return largest < 1'000 ? 4 : 2;
}

bool needs_exponent(double value) {
  return value != 0 && (std::abs(value) < 1e-4 || std::abs(value) >= 1e12);
}

std::string cell_text(const Json& cell, int decimals, bool is_parameter) {
  if (cell.is_null()) { return "-"; }
  if (cell.is_string()) { return cell.get<std::string>(); }
  if (!cell.is_number_float()) { return cell.dump(); }
  const auto value = cell.get<double>();
  // A parameter is a value that somebody chose, and may want to type again: it is shown as it is.
  if (is_parameter) { return fmt::format("{}", value); }
  return needs_exponent(value) ? fmt::format("{:.3e}", value) : fmt::format("{:.{}f}", value, decimals);
}

std::string heading(const Json& result, std::size_t shown, const std::string& objective) {
  const auto combinations = int_field(result, "combinations");
  auto text = shown == 1 ? std::string("best") : fmt::format("{} best", shown);
  if (combinations > 0) { text += fmt::format(" of {} combinations", with_thousands(combinations)); }
  return text + (objective.empty() ? "" : " by " + objective) + "\n";
}

}  // namespace

bool is_ranked_result(const Json& result) {
  return is_combination(object_field(result, "best"));
}

std::string ranked_table(const Json& result, const std::string& objective, int width) {
  const auto rows = rows_of(result);
  std::vector<Column> columns;
  add_columns(columns, rows, "parameters");
  add_columns(columns, rows, "metrics");
  put_first(columns, objective);

  std::vector<TableColumn> titles{{"rank", Align::right}};
  std::vector<std::vector<std::string>> lines(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) { lines[i].push_back(fmt::format("{}", i + 1)); }
  for (const auto& column : columns) {
    std::vector<Json> cells;
    for (const auto& row : rows) { cells.push_back(cell_of(row, column)); }
    const int decimals = decimals_for(cells);
    titles.push_back({column.key, is_numeric(cells) ? Align::right : Align::left});
    for (std::size_t i = 0; i < rows.size(); ++i) {
      lines[i].push_back(cell_text(cells[i], decimals, column.group == std::string_view("parameters")));
    }
  }
  TextTable table(std::move(titles));
  for (auto& line : lines) { table.add_row(std::move(line)); }
  return heading(result, rows.size(), objective) + table.render(width);
}

}  // namespace jobhost
