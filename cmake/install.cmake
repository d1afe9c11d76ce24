# What `cmake --install` puts in place: the binary, the rule packs, and jurat::engine for other programs.
include(CMakePackageConfigHelpers)

# jurat::engine is one archive of the objects of all rooms below cli/, so that users link one library and need
# not know the rooms. Collects the rooms that `room` links, and the foreign libraries they name.
function(jurat_collect room rooms_out foreign_out)
  set(rooms ${${rooms_out}})
  set(foreign ${${foreign_out}})
  if(NOT room IN_LIST rooms)
    list(APPEND rooms ${room})
    get_target_property(linked ${room} LINK_LIBRARIES)
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

set(objects ${rooms})
list(TRANSFORM objects REPLACE "(.+)" "$<TARGET_OBJECTS:\\1>")
add_library(jurat_engine STATIC ${objects})
add_library(jurat::engine ALIAS jurat_engine)
set_target_properties(jurat_engine PROPERTIES LINKER_LANGUAGE CXX EXPORT_NAME engine OUTPUT_NAME jurat)
target_compile_features(jurat_engine INTERFACE cxx_std_20)
target_link_libraries(jurat_engine PRIVATE ${foreign})
target_include_directories(jurat_engine INTERFACE
  $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/jurat>)

# Foreign libraries that CMake knows by package must be found again by whoever links the engine.
set(JURAT_DEPENDENCIES)
foreach(library IN LISTS foreign)
  if(library MATCHES "^([A-Za-z0-9_]+)::")
    string(APPEND JURAT_DEPENDENCIES "find_dependency(${CMAKE_MATCH_1})\n")
  endif()
endforeach()

set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/jurat)
configure_package_config_file(cmake/juratConfig.cmake.in generated/juratConfig.cmake
  INSTALL_DESTINATION ${package_folder} NO_SET_AND_CHECK_MACRO NO_CHECK_REQUIRED_COMPONENTS_MACRO)
write_basic_package_version_file(generated/juratConfigVersion.cmake COMPATIBILITY SameMajorVersion)
install(FILES ${PROJECT_BINARY_DIR}/generated/juratConfig.cmake
              ${PROJECT_BINARY_DIR}/generated/juratConfigVersion.cmake DESTINATION ${package_folder})
install(TARGETS jurat_engine EXPORT jurat ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(EXPORT jurat FILE juratTargets.cmake NAMESPACE jurat:: DESTINATION ${package_folder})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/engine DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/jurat
        FILES_MATCHING PATTERN "*.h" PATTERN "cli" EXCLUDE PATTERN "antlr" EXCLUDE)

if(TARGET jurat)
  install(TARGETS jurat RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
install(DIRECTORY ${PROJECT_SOURCE_DIR}/rules DESTINATION ${CMAKE_INSTALL_DATADIR}/jurat)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE ${PROJECT_SOURCE_DIR}/NOTICE DESTINATION ${CMAKE_INSTALL_DOCDIR})
