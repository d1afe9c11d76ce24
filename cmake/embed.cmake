# Writes files into a C++ source as functions that return their text, for `cmake -P`:
#   OUTPUT the source, HEADER the header that declares the functions, NAMESPACE theirs,
#   FILES "name=path;name=path": each function and its file.
set(text "// Made from the files named below.\n#include \"${HEADER}\"\n\nnamespace ${NAMESPACE} {\n")
foreach(pair IN LISTS FILES)
  string(REGEX MATCH "^([^=]+)=(.+)$" matched "${pair}")
  set(name "${CMAKE_MATCH_1}")
  set(path "${CMAKE_MATCH_2}")
  file(READ "${path}" content)
  if(content MATCHES "\\)embedded\"")
    message(FATAL_ERROR "${path} holds the mark that ends it")
  endif()
  get_filename_component(file "${path}" NAME)
  string(APPEND text "\n// ${file}\nstd::string_view ${name}() {\n  return R\"embedded(${content})embedded\";\n}\n")
endforeach()
string(APPEND text "\n}  // namespace ${NAMESPACE}\n")
file(WRITE "${OUTPUT}" "${text}")
