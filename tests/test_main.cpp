// The one translation unit that holds doctest's main. The precompiled header has brought doctest's first half
// already, so both switches of its second half are named here.
#define DOCTEST_CONFIG_IMPLEMENT
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
