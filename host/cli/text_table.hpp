// A table of text for the terminal: a heading, a rule, rows; numbers right-aligned, text left-aligned. Pure.
#pragma once

#include <string>
#include <vector>

namespace jobhost {

enum class Align { left, right };

struct TableColumn {
  std::string title;
  Align align = Align::left;
};

class TextTable {
 public:
  explicit TextTable(std::vector<TableColumn> columns) : columns_(std::move(columns)) {}

  // One cell per column; control characters are taken out.
  void add_row(std::vector<std::string> cells);
  // Every line ends in a line break and has no spaces at its end. width 0: as wide as it gets. Otherwise text
  // columns are shortened (to 8 at least), then the last columns are left out and named below.
  [[nodiscard]] std::string render(int width = 0) const;

 private:
  [[nodiscard]] std::vector<int> natural_widths() const;
  void shrink_text(std::vector<int>& widths, int width) const;
  [[nodiscard]] std::string render_line(const std::vector<std::string>& cells,
                                        const std::vector<int>& widths) const;
  [[nodiscard]] std::string left_out(std::size_t shown) const;

  std::vector<TableColumn> columns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace jobhost
