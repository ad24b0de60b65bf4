# Turns the numbered .sql files of a folder into one C++ source with the array that migrations.hpp declares, so that
# the binary carries its schema. The number in a file's name is its version.
function(embed_migrations folder output)
  file(GLOB files CONFIGURE_DEPENDS "${folder}/[0-9][0-9][0-9][0-9]_*.sql")
  list(SORT files)
  set(entries "")
  set(count 0)
  foreach(file IN LISTS files)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
    math(EXPR count "${count} + 1")
    get_filename_component(name "${file}" NAME_WE)
    string(SUBSTRING "${name}" 0 4 digits)
    math(EXPR version "1${digits} - 10000")
    if(NOT version EQUAL count)
      message(FATAL_ERROR "migration ${name}: number ${count} was expected")
    endif()
    file(READ "${file}" sql)
    string(APPEND entries "    {${version}, \"${name}\", R\"sql(${sql})sql\"},\n")
  endforeach()
  file(CONFIGURE OUTPUT "${output}" @ONLY CONTENT "// Made by embed_migrations.cmake.
#include \"storage/sqlite/migrate.hpp\"

namespace jobhost::sqlite {
namespace {

constexpr Migration kMigrations[]{
${entries}};

}  // namespace

std::span<const Migration> embedded_migrations() { return kMigrations; }

}  // namespace jobhost::sqlite
")
endfunction()
