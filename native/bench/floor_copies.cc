#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "floor_addon.h"
#include "nanoseconds.h"

namespace flet_embed::bench {

napi_value CopyTwice(napi_env env, napi_callback_info info) {
  napi_value value = nullptr;
  napi_value result = nullptr;
  size_t arguments = 1;
  uint32_t bytes = 0;
  napi_get_cb_info(env, info, &arguments, &value, nullptr, nullptr);
  if (napi_get_value_uint32(env, value, &bytes) != napi_ok || bytes == 0) {
    napi_throw_type_error(env, nullptr, "Expected a number of bytes");
    return nullptr;
  }
  auto *source = static_cast<uint8_t *>(std::malloc(bytes));
  if (source == nullptr) std::abort();
  std::memset(source, 1, bytes);
  const uint64_t from = now_ns();
  auto *first = static_cast<uint8_t *>(std::malloc(bytes));
  if (first == nullptr) std::abort();
  std::memcpy(first, source, bytes);
  auto *second = static_cast<uint8_t *>(std::malloc(bytes));
  if (second == nullptr) std::abort();
  std::memcpy(second, first, bytes);
  const uint64_t to = now_ns();
  // The copies are looked at, so that no compiler can leave them out.
  if (second[0] != 1 || second[bytes - 1] != 1) std::abort();
  std::free(source);
  std::free(first);
  std::free(second);
  napi_create_double(env, static_cast<double>(to - from), &result);
  return result;
}

}  // namespace flet_embed::bench
