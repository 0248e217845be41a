// Assertions that name what failed and end the test.
#pragma once

#include <cstdio>
#include <cstdlib>

#define CHECK(condition)                                                           \
  do {                                                                             \
    if (!(condition)) {                                                            \
      std::fprintf(stderr, "%s:%d: failed: %s\n", __FILE__, __LINE__, #condition); \
      std::abort();                                                                \
    }                                                                              \
  } while (false)

#define CHECK_EQUAL(actual, expected)                                                             \
  do {                                                                                            \
    const auto check_actual = (actual);                                                           \
    const auto check_expected = (expected);                                                       \
    if (!(check_actual == check_expected)) {                                                      \
      std::fprintf(stderr, "%s:%d: %s is %lld, expected %lld\n", __FILE__, __LINE__, #actual,     \
                   static_cast<long long>(check_actual), static_cast<long long>(check_expected)); \
      std::abort();                                                                               \
    }                                                                                             \
  } while (false)

// Runs one named case; the name is the specification.
#define CASE(name) std::printf("  %s\n", name)
