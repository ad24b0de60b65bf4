// Columns that hold JSON text: tags and errors. Field names are those of the API.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "job/job.hpp"

namespace jobhost::sqlite {

// nullopt (SQL NULL) for no tags.
std::optional<std::string> tags_to_json(const std::vector<std::string>& tags);
std::vector<std::string> tags_from_json(const std::string& text);

std::optional<std::string> error_to_json(const std::optional<JobError>& error);
std::optional<JobError> error_from_json(const std::string& text);

}  // namespace jobhost::sqlite
