# `./dev package`: a Debian package, and a tar that runs wherever it is unpacked. Both hold what `runtime` in
# install.cmake says; neither depends on the day or the folder of the build, which come from SOURCE_DATE_EPOCH and
# the release.
set(JURAT_MAINTAINER "The Jurat authors <jurat@example.org>" CACHE STRING
    "Who answers for the package; whoever passes it on puts themselves here")
set(debian ${PROJECT_BINARY_DIR}/debian)

# The libraries that are linked statically ask for their licences to come along; each Debian package brings its own.
file(READ NOTICE notice)
string(REGEX REPLACE "\n\n" "\n.\n" notice "${notice}")
string(REGEX REPLACE "\n([^\n])" "\n \\1" JURAT_NOTICE "Comment:\n${notice}")
set(licences)
foreach(package libantlr4-runtime-dev libcli11-dev libfmt-dev libkainjow-mustache-dev libre2-dev libsodium-dev
        libspdlog-dev libsqlite3-dev libzstd-dev nlohmann-json3-dev)
  if(EXISTS /usr/share/doc/${package}/copyright)
    file(READ /usr/share/doc/${package}/copyright text)
    string(APPEND licences "==== ${package}\n\n${text}\n")
  endif()
endforeach()
file(WRITE ${debian}/third-party "${licences}")
configure_file(packaging/changelog.in ${debian}/changelog @ONLY)
configure_file(packaging/copyright.in ${debian}/copyright @ONLY)
find_program(JURAT_GZIP gzip REQUIRED)
execute_process(COMMAND ${JURAT_GZIP} -9nkf ${debian}/changelog ${debian}/third-party COMMAND_ERROR_IS_FATAL ANY)
install(FILES ${debian}/third-party.gz DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT runtime)
install(FILES ${debian}/copyright ${debian}/changelog.gz DESTINATION ${CMAKE_INSTALL_DOCDIR}
        COMPONENT debian EXCLUDE_FROM_ALL)

set(CPACK_PACKAGE_NAME jurat)
set(CPACK_PACKAGE_VENDOR "The Jurat authors")
set(CPACK_PACKAGE_CONTACT "${JURAT_MAINTAINER}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "rules engine for regulatory compliance")
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_CHECKSUM SHA256)
set(CPACK_JURAT_RELEASE_EPOCH ${JURAT_RELEASE_EPOCH})
set(CPACK_JURAT_MACHINE ${CMAKE_SYSTEM_PROCESSOR})
set(CPACK_PROJECT_CONFIG_FILE ${PROJECT_SOURCE_DIR}/cmake/package_kinds.cmake)

set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "git, libgit2-1.5, libz3-4")  # opened by --policy-from-git and `ask`; the kits fetch with git
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
    "Law goes in as readable rule files, a company profile as a data file, and out
comes a verdict for each rule: what applies, what is breached, what is not
known yet, what it may cost and by when, each with its paragraph.
.
The exit code gates a build; reports come in the formats that forges read.
Nothing here is legal advice.")
include(CPack)
