# Moves the deserialising of the parser's tables from static initialisation into the constructor, so that a run that
# parses nothing never pays for it (nothing before main).  cmake -DFILE=... -DCLASS=... -P local_init.cmake
file(READ "${FILE}" text)
string(FIND "${text}" "${CLASS}::Initializer ${CLASS}::_init;" tail)
string(FIND "${text}" "  _interpreter = new atn::" constructor)
if(tail EQUAL -1 OR constructor EQUAL -1)
  message(FATAL_ERROR "${FILE} does not look like ANTLR 4.7.2's output; see engine/syntax/antlr/local_init.cmake")
endif()
string(REPLACE "${CLASS}::Initializer ${CLASS}::_init;" "" text "${text}")
string(REPLACE "  _interpreter = new atn::" "  static const Initializer tables;  // on first use\n  (void)tables;\n  _interpreter = new atn::" text "${text}")
file(WRITE "${FILE}" "${text}")
