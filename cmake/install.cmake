# What `cmake --install` puts in place, in components:
#   runtime      the binary, the rule packs, manual pages, completions for bash and fish, the integration kits
#   local        what an installation outside the distribution has besides: licence texts, completion for zsh
#   development  jurat::engine for other programs
#   debian       what Debian's policy asks of a package, in the places it says; no part of a plain installation
include(CMakePackageConfigHelpers)

# jurat::engine is one archive of the objects of all rooms below cli/, so that users link one library and need
# not know the rooms. Collects the rooms that `room` links, and the foreign libraries they name.
function(jurat_collect room rooms_out foreign_out)
  set(rooms ${${rooms_out}})
  set(foreign ${${foreign_out}})
  if(NOT room IN_LIST rooms)
    list(APPEND rooms ${room})
    get_target_property(linked ${room} LINK_LIBRARIES)
    get_target_property(sources ${room} SOURCES)
    list(FILTER sources INCLUDE REGEX "^\\$<TARGET_OBJECTS:.*>$")
    list(TRANSFORM sources REPLACE "^\\$<TARGET_OBJECTS:(.*)>$" "\\1")
    list(APPEND linked ${sources})
    foreach(library IN LISTS linked)
      if(library MATCHES "^jurat_" AND TARGET ${library})
        get_target_property(kind ${library} TYPE)
        if(kind MATCHES "STATIC_LIBRARY|OBJECT_LIBRARY")
          jurat_collect(${library} rooms foreign)
        endif()
      elseif(library)
        list(APPEND foreign ${library})
      endif()
    endforeach()
  endif()
  list(REMOVE_DUPLICATES foreign)
  set(${rooms_out} ${rooms} PARENT_SCOPE)
  set(${foreign_out} ${foreign} PARENT_SCOPE)
endfunction()

set(rooms)
set(foreign)
foreach(room IN LISTS JURAT_ROOMS)
  if(NOT room STREQUAL "cli")
    jurat_collect(jurat_${room} rooms foreign)
  endif()
endforeach()

# Foreign libraries that CMake knows by package must be found here too, and again by whoever links the engine.
set(JURAT_DEPENDENCIES)
foreach(library IN LISTS foreign)
  if(library MATCHES "^([A-Za-z0-9_]+)::")
    set(package ${CMAKE_MATCH_1})
    find_package(${package} REQUIRED)
    string(APPEND JURAT_DEPENDENCIES "find_dependency(${package})\n")
  endif()
endforeach()

set(objects ${rooms})
list(TRANSFORM objects REPLACE "(.+)" "$<TARGET_OBJECTS:\\1>")
add_library(jurat_engine STATIC ${objects})
add_library(jurat::engine ALIAS jurat_engine)
set_target_properties(jurat_engine PROPERTIES LINKER_LANGUAGE CXX EXPORT_NAME engine OUTPUT_NAME jurat)
target_compile_features(jurat_engine INTERFACE cxx_std_20)
target_link_libraries(jurat_engine PRIVATE ${foreign})
target_include_directories(jurat_engine INTERFACE
  $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)

set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/jurat)
configure_package_config_file(cmake/juratConfig.cmake.in generated/juratConfig.cmake
  INSTALL_DESTINATION ${package_folder} NO_SET_AND_CHECK_MACRO NO_CHECK_REQUIRED_COMPONENTS_MACRO)
write_basic_package_version_file(generated/juratConfigVersion.cmake COMPATIBILITY SameMajorVersion)
install(FILES ${PROJECT_BINARY_DIR}/generated/juratConfig.cmake
              ${PROJECT_BINARY_DIR}/generated/juratConfigVersion.cmake
        DESTINATION ${package_folder} COMPONENT development)
install(TARGETS jurat_engine EXPORT jurat ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)
install(EXPORT jurat FILE juratTargets.cmake NAMESPACE jurat:: DESTINATION ${package_folder} COMPONENT development)
install(FILES ${PROJECT_SOURCE_DIR}/engine/embed/jurat.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/jurat
        COMPONENT development)

install(DIRECTORY ${PROJECT_SOURCE_DIR}/rules DESTINATION ${CMAKE_INSTALL_DATADIR}/jurat COMPONENT runtime)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/integrations DESTINATION ${CMAKE_INSTALL_DATADIR}/jurat
        USE_SOURCE_PERMISSIONS COMPONENT runtime)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE ${PROJECT_SOURCE_DIR}/NOTICE DESTINATION ${CMAKE_INSTALL_DOCDIR}
        COMPONENT local)

# The program itself writes its manual pages and completions (engine/cli/man_page.h, completion/), so that they
# say what it says.
if(TARGET jurat)
  set(share ${PROJECT_BINARY_DIR}/share)
  find_program(JURAT_GZIP gzip REQUIRED)
  add_custom_command(OUTPUT ${share}/written
    COMMAND ${CMAKE_COMMAND} -E rm -rf ${share}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${share}
    COMMAND jurat __share-files ${share}
    COMMAND ${JURAT_GZIP} -9nr ${share}/man
    COMMAND ${CMAKE_COMMAND} -E touch ${share}/written
    DEPENDS jurat VERBATIM COMMENT "Writing manual pages and completions")
  add_custom_target(jurat_share ALL DEPENDS ${share}/written)
  install(TARGETS jurat RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT runtime)
  install(DIRECTORY ${share}/man/ DESTINATION ${CMAKE_INSTALL_MANDIR} COMPONENT runtime)
  install(DIRECTORY ${share}/bash-completion ${share}/fish DESTINATION ${CMAKE_INSTALL_DATADIR} COMPONENT runtime)
  install(DIRECTORY ${share}/zsh DESTINATION ${CMAKE_INSTALL_DATADIR} COMPONENT local)
  install(FILES ${share}/zsh/site-functions/_jurat DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions
          COMPONENT debian EXCLUDE_FROM_ALL)
endif()
