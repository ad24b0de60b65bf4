#include "cli/log_reader.hpp"

#include <nlohmann/json.hpp>

#include "cli/json_fields.hpp"

namespace jobhost {

std::vector<HttpAnswer> LogReader::new_pages() {
  std::vector<HttpAnswer> pages;
  while (true) {
    auto page = host_.log(id_, after_);
    const auto document = parse_document(page.body);
    const auto& lines = list_field(document, "lines");
    if (lines.empty()) { return pages; }
    const auto before = after_;
    for (const auto& line : lines) { after_ = std::max(after_, int_field(line, "seq")); }
    if (after_ == before) { throw AnswerUnreadable("the host sends the same log lines again"); }
    pages.push_back(std::move(page));
  }
}

}  // namespace jobhost
