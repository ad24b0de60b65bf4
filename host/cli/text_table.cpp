#include "cli/text_table.hpp"

#include <fmt/format.h>

#include <numeric>

#include "cli/terminal_text.hpp"

namespace jobhost {
namespace {

constexpr int kGap = 2;
constexpr int kLeastText = 8;

int total(const std::vector<int>& widths) {
  return std::accumulate(widths.begin(), widths.end(), 0) + kGap * (static_cast<int>(widths.size()) - 1);
}

std::string pad(const std::string& text, int width, Align align) {
  const std::string spaces(static_cast<std::size_t>(std::max(0, width - display_width(text))), ' ');
  return align == Align::right ? spaces + text : text + spaces;
}

}  // namespace

void TextTable::add_row(std::vector<std::string> cells) {
  cells.resize(columns_.size());
  for (auto& cell : cells) { cell = printable(cell); }
  rows_.push_back(std::move(cells));
}

std::vector<int> TextTable::natural_widths() const {
  std::vector<int> widths;
  for (const auto& column : columns_) { widths.push_back(display_width(column.title)); }
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i) { widths[i] = std::max(widths[i], display_width(row[i])); }
  }
  return widths;
}

void TextTable::shrink_text(std::vector<int>& widths, int width) const {
  while (total(widths) > width) {
    std::size_t widest = columns_.size();
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const bool may_shrink = columns_[i].align == Align::left && widths[i] > kLeastText;
      if (may_shrink && (widest == columns_.size() || widths[i] > widths[widest])) { widest = i; }
    }
    if (widest == columns_.size()) { return; }
    --widths[widest];
  }
}

std::string TextTable::render_line(const std::vector<std::string>& cells, const std::vector<int>& widths) const {
  std::string line;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    if (i > 0) { line.append(kGap, ' '); }
    line += pad(shorten(cells[i], widths[i]), widths[i], columns_[i].align);
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

std::string TextTable::left_out(std::size_t shown) const {
  if (shown == columns_.size()) { return {}; }
  std::string names;
  for (auto i = shown; i < columns_.size(); ++i) { names += (names.empty() ? "" : ", ") + columns_[i].title; }
  return fmt::format("(not shown, the terminal is too narrow: {})\n", names);
}

std::string TextTable::render(int width) const {
  auto widths = natural_widths();
  if (width > 0) {
    shrink_text(widths, width);
    while (widths.size() > 1 && total(widths) > width) { widths.pop_back(); }
  }
  std::vector<std::string> titles, rules;
  for (const auto& column : columns_) { titles.push_back(column.title); }
  for (const auto column_width : widths) { rules.emplace_back(static_cast<std::size_t>(column_width), '-'); }
  auto text = render_line(titles, widths) + render_line(rules, widths);
  for (const auto& row : rows_) { text += render_line(row, widths); }
  return text + left_out(widths.size());
}

}  // namespace jobhost
