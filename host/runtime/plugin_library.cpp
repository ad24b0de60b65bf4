#include "runtime/plugin_library.hpp"

#include <fmt/format.h>

#include <boost/dll/shared_library.hpp>
#include <nlohmann/json.hpp>

namespace jobhost {
namespace {

using Entry = const jobhost_plugin*(const jobhost_host*);

std::string text_of(jobhost_string text) {
  return text.size == 0 ? std::string() : std::string(text.data, text.size);
}

std::string with_reason(const std::string& what) {
  return refusal_reason().empty() ? what : what + ": " + refusal_reason();
}

void require_json(const std::string& text, const char* field) {
  if (!nlohmann::json::accept(text)) {
    throw PluginRefused("bad_schema", fmt::format("the descriptor's {} is not valid JSON", field),
                        "write it as JSON");
  }
}

void check_descriptor(const jobhost_descriptor* descriptor) {
  if (descriptor == nullptr || !JOBHOST_HAS(descriptor, example_payload)) {
    throw PluginRefused("bad_descriptor", "the plugin has no descriptor, or one that is too short",
                        "fill in jobhost_descriptor and its struct_size");
  }
  if (descriptor->id.size == 0 || descriptor->version.size == 0) {
    throw PluginRefused("bad_descriptor", "the descriptor lacks id or version", "fill in both");
  }
  require_json(text_of(descriptor->payload_schema), "payload_schema");
  if (descriptor->result_schema.size > 0) { require_json(text_of(descriptor->result_schema), "result_schema"); }
  if (descriptor->example_payload.size > 0) {
    require_json(text_of(descriptor->example_payload), "example_payload");
  }
}

}  // namespace

struct PluginLibrary::Loaded {
  boost::dll::shared_library library;
};

std::string& refusal_reason() {
  static std::string reason;  // one plugin per process, main thread only
  return reason;
}

PluginLibrary::PluginLibrary(const std::filesystem::path& file, const jobhost_host& host)
    : host_(host), loaded_(std::make_unique<Loaded>()) {
  try {
    // The throwing overload: the other one loses the text of dlerror.
    loaded_->library.load(file.string(), boost::dll::load_mode::rtld_now | boost::dll::load_mode::rtld_local);
  } catch (const std::exception& error) {
    throw PluginRefused("not_loadable", fmt::format("{} cannot be loaded: {}", file.string(), error.what()),
                        "link it with -Wl,-z,defs to see what is undefined, on a system like the host's");
  }
  if (!loaded_->library.has(JOBHOST_ENTRY_SYMBOL)) {
    throw PluginRefused(
        "no_entry",
        fmt::format("{} is not a jobhost plugin: it does not export {}", file.string(), JOBHOST_ENTRY_SYMBOL),
        "write JOBHOST_PLUGIN(YourHandler) once, or in C define jobhost_plugin_v1 with JOBHOST_EXPORT");
  }
  refusal_reason().clear();
  plugin_ = loaded_->library.get<Entry>(JOBHOST_ENTRY_SYMBOL)(&host_);
  if (plugin_ == nullptr) { throw PluginRefused("refused", with_reason("the plugin refused to be loaded")); }
  check_table();
  check_descriptor(plugin_->descriptor);
}

PluginLibrary::~PluginLibrary() = default;

void PluginLibrary::check_table() const {
  if (!JOBHOST_HAS(plugin_, abi_major) || plugin_->abi_major != JOBHOST_ABI_MAJOR) {
    throw PluginRefused(
        "abi_mismatch",
        fmt::format("the plugin was built for ABI {}.{}, this host speaks {}.{}: rebuild the plugin",
                    plugin_->abi_major, plugin_->abi_minor, JOBHOST_ABI_MAJOR, JOBHOST_ABI_MINOR),
        "build it with the SDK of this host");
  }
  if (!JOBHOST_HAS(plugin_, run) || plugin_->run == nullptr) {
    throw PluginRefused("bad_table", "the plugin's table has no run function",
                        "fill in jobhost_plugin and its struct_size");
  }
}

void PluginLibrary::init(const std::string& settings) {
  refusal_reason().clear();
  if (plugin_->init != nullptr &&
      plugin_->init(&host_, {settings.data(), settings.size()}, &instance_) != JOBHOST_OK) {
    throw PluginRefused("refused_settings", with_reason("the plugin's init failed"),
                        "correct `settings:` of the job type in jobs.yaml");
  }
  find_sharding();
}

void PluginLibrary::find_sharding() {
  if (!JOBHOST_HAS(plugin_, get_extension) || plugin_->get_extension == nullptr) { return; }
  const std::string_view id = JOBHOST_EXT_SHARDING;
  const auto* found =
      static_cast<const jobhost_sharding*>(plugin_->get_extension(instance_, {id.data(), id.size()}));
  if (found == nullptr) { return; }
  if (!JOBHOST_HAS(found, merge) || found->plan == nullptr || found->run_shard == nullptr ||
      found->merge == nullptr) {
    throw PluginRefused("bad_table", fmt::format("the plugin's table {} lacks plan, run_shard or merge", id),
                        "set struct_size and all three functions");
  }
  sharding_ = found;
}

void PluginLibrary::destroy() {
  if (plugin_->destroy != nullptr) { plugin_->destroy(instance_); }
}

bool PluginLibrary::offers(const std::string& extension) const {
  return JOBHOST_HAS(plugin_, get_extension) && plugin_->get_extension != nullptr &&
         plugin_->get_extension(instance_, {extension.data(), extension.size()}) != nullptr;
}

nlohmann::json PluginLibrary::descriptor() const {
  const auto& d = *plugin_->descriptor;
  return {{"id", text_of(d.id)},
          {"version", text_of(d.version)},
          {"abi", fmt::format("{}.{}", plugin_->abi_major, plugin_->abi_minor)},
          {"title", text_of(d.title)},
          {"description", text_of(d.description)},
          {"payload_schema", text_of(d.payload_schema)},
          {"result_schema", text_of(d.result_schema)},
          {"example_payload", text_of(d.example_payload)}};
}

}  // namespace jobhost
