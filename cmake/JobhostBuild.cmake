# How everything in this tree is compiled, and the function that makes one layer of the host.

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_C_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
  # pch_defines,time_macros: what ccache needs to cache the use of a precompiled header.
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime "${CCACHE_PROGRAM}")
endif()

add_library(jobhost_warnings INTERFACE)
target_compile_options(jobhost_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror
  $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor -Woverloaded-virtual -Wold-style-cast>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 reports these inside std::string and std::optional where there is nothing wrong (GCC bugs 105329, 105562,
  # 105593); the sanitizer builds look for the real thing.
  target_compile_options(jobhost_warnings INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-Wno-array-bounds -Wno-maybe-uninitialized
    -Wno-restrict -Wno-stringop-overflow -Wno-stringop-overread>)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  target_compile_options(jobhost_warnings INTERFACE -Wthread-safety)
endif()

if(JOBHOST_SANITIZE)
  # Also in CMAKE_*_FLAGS, so that jobhost_add_plugin() can see it.
  string(APPEND CMAKE_C_FLAGS " -fsanitize=${JOBHOST_SANITIZE} -fno-omit-frame-pointer")
  string(APPEND CMAKE_CXX_FLAGS " -fsanitize=${JOBHOST_SANITIZE} -fno-omit-frame-pointer")
  add_link_options(-fsanitize=${JOBHOST_SANITIZE})
endif()

# -fpch-preprocess lets ccache see through precompiled headers.
if(CCACHE_PROGRAM AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fpch-preprocess>)
endif()

# jobhost_layer(name SOURCES ... [PUBLIC lib ...] [PRIVATE lib ...]): static library jobhost_NAME of host/.
function(jobhost_layer name)
  cmake_parse_arguments(arg "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(jobhost_${name} STATIC ${arg_SOURCES})
  target_include_directories(jobhost_${name} PUBLIC "${CMAKE_SOURCE_DIR}/host")
  target_link_libraries(jobhost_${name} PUBLIC ${arg_PUBLIC} PRIVATE ${arg_PRIVATE} jobhost_warnings)
  target_precompile_headers(jobhost_${name} PRIVATE
    <algorithm> <chrono> <cstdint> <functional> <map> <memory> <mutex> <optional> <span> <string> <string_view> <vector>
    <fmt/format.h>)
endfunction()
