# Turns the files below a folder into one C++ source with the array that plugin_template.hpp declares, so that the binary
# carries what `jobhost plugin new` writes. Files in a folder named after a language are of that language only.
function(embed_plugin_templates folder output)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE "${folder}" "${folder}/*")
  list(SORT files)
  set(entries "")
  foreach(file IN LISTS files)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${folder}/${file}")
    set(language "")
    set(path "${file}")
    if(file MATCHES "^([^/]+)/(.+)$")
      set(language "${CMAKE_MATCH_1}")
      set(path "${CMAKE_MATCH_2}")
    endif()
    file(READ "${folder}/${file}" text)
    string(APPEND entries "    {\"${language}\", \"${path}\", R\"template(${text})template\"},\n")
  endforeach()
  file(CONFIGURE OUTPUT "${output}" @ONLY CONTENT "// Made by embed_plugin_templates.cmake.
#include \"cli/plugin_template.hpp\"

namespace jobhost {
namespace {

constexpr PluginTemplateFile kFiles[]{
${entries}};

}  // namespace

std::span<const PluginTemplateFile> embedded_plugin_templates() { return kFiles; }

}  // namespace jobhost
")
endfunction()
