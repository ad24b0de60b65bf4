#include "http/record_routes.hpp"

#include <fmt/format.h>

#include <array>

#include "http/job_routes.hpp"
#include "http/json_output.hpp"
#include "http/problem.hpp"
#include "http/query_reader.hpp"

namespace jobhost {
namespace {

Response bad_collection(const std::string& collection) {
  return problem(400, "bad_collection",
                 fmt::format("\"{}\" is no collection: 1 to 64 of a-z 0-9 _ . -", collection));
}

void append_record(std::string& out, const Record& record) {
  JsonObject object(out);
  object.text("collection", record.collection);
  object.text("key", record.key);
  object.raw("value", record.json);
  object.number("job_id", record.job_id);
  object.time("time", record.time);
  object.close();
}

// A page: as many as fit, and the key after which the next one begins.
std::string records_document(const std::vector<Record>& records, std::size_t limit) {
  std::string out = "{\"records\":[";
  std::size_t shown = 0;
  for (; shown < records.size() && shown < limit; ++shown) {
    const auto length = out.size();
    if (shown > 0) { out += ','; }
    append_record(out, records[shown]);
    if (out.size() > kMostListBytes && shown > 0) {
      out.resize(length);
      break;
    }
  }
  out += "],\"next_after\":";
  if (shown < records.size()) {
    append_json_string(out, records[shown - 1].key);
  } else {
    out += "null";
  }
  return out + '}';
}

Response list_records(const ApiContext& api, const Exchange& exchange) {
  static const std::array<std::string, 3> known{"prefix", "after", "limit"};
  if (!is_valid_collection(exchange.parameters[0])) { return bad_collection(exchange.parameters[0]); }
  QueryReader query(exchange.request, known);
  RecordQuery asked{.collection = exchange.parameters[0]};
  asked.prefix = query.text("prefix");
  asked.after = query.text("after");
  const auto limit = query.integer("limit", 100, 1, 1'000);
  if (auto refusal = query.refusal()) { return *std::move(refusal); }
  // One more than asked for tells whether another page follows.
  asked.limit = static_cast<int>(limit) + 1;
  Response response;
  response.body = records_document(api.host.records.list(asked), static_cast<std::size_t>(limit));
  return response;
}

Response send_record(const ApiContext& api, const Exchange& exchange) {
  const auto& collection = exchange.parameters[0];
  const auto& key = exchange.parameters[1];
  if (!is_valid_collection(collection)) { return bad_collection(collection); }
  const auto record = api.host.records.get(collection, key);
  if (!record) {
    return problem(404, "no_such_record", fmt::format("there is no record \"{}\" in {}", key, collection));
  }
  Response response;
  append_record(response.body, *record);
  return response;
}

}  // namespace

void add_record_routes(Router& router, const ApiContext& api) {
  router.add("GET /v1/records/{collection}",
             answered_by(api.readers, [&api](const Exchange& exchange) { return list_records(api, exchange); }));
  router.add("GET /v1/records/{collection}/{key}",
             answered_by(api.readers, [&api](const Exchange& exchange) { return send_record(api, exchange); }));
}

}  // namespace jobhost
