// One of every chart over generated data: small ones are held against the files in golden/, large ones are what a
// job would make. The data are made by multiplication and addition only, so that no library function can change
// them.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>

enum class SampleSize { small, large };

// By the name of the chart.
std::map<std::string, nlohmann::json> sample_charts(SampleSize size);

// The same charts without any data.
std::map<std::string, nlohmann::json> empty_charts();
