/* fe_channel_times and what belongs to it. On the environment's thread. */
#include <algorithm>

#include "arguments.h"
#include "binding.h"
#include "status_error.h"

namespace flet_embed::node {

/* clockNs(): number. Exact to the nanosecond for the first 104 days of a machine. */
napi_value ClockNs(napi_env env, napi_callback_info) {
  napi_value result = nullptr;
  napi_create_double(env, static_cast<double>(fe_clock_ns()), &result);
  return result;
}

/* channelRecordTimes(channel, on: 0 | 1) */
napi_value ChannelRecordTimes(napi_env env, napi_callback_info info) {
  const Arguments<2> arguments(env, info);
  const auto *handle = arguments.Unwrapped<ChannelHandle>(0);
  uint32_t on = 0;
  if (handle != nullptr && arguments.Uint32(1, &on)) Check(env, fe_channel_record_times(handle->channel, on != 0));
  return nullptr;
}

/*
 * channelTimes(channel, direction, first): count. scratch holds five numbers for each message: its number, and when it
 * was pushed, its consumer woken, ready, and it taken.
 */
napi_value ChannelTimes(napi_env env, napi_callback_info info) {
  const Arguments<3> arguments(env, info);
  const auto *handle = arguments.Unwrapped<ChannelHandle>(0);
  uint32_t direction = 0;
  double first = 0;
  if (handle == nullptr || !arguments.Uint32(1, &direction) || !arguments.Double(2, &first)) return nullptr;
  constexpr size_t kRows = Environment::kScratch / 5;
  fe_message_times rows[kRows];
  const size_t count = fe_channel_times(handle->channel, static_cast<fe_direction>(direction),
                                        static_cast<uint64_t>(first), rows, kRows);
  double *out = arguments.environment().scratch;
  for (size_t i = 0; i < count; ++i) {
    const fe_message_times &row = rows[i];
    for (const uint64_t value : {row.number, row.pushed_ns, row.woken_ns, row.ready_ns, row.taken_ns}) {
      *out++ = static_cast<double>(value);
    }
  }
  napi_value result = nullptr;
  napi_create_uint32(env, static_cast<uint32_t>(count), &result);
  return result;
}

}  // namespace flet_embed::node
