#include "engine/check/program.h"

#include <doctest/doctest.h>
