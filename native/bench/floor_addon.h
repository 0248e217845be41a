/* The functions of the benchmark's addon; bench/floor.mjs says what they are for. On the environment's thread. */
#pragma once

#include <node_api.h>

namespace flet_embed::bench {

/* roundTrips(sleeper: 'futex' | 'eventfd', bytes, warmUp, count, done: (nanoseconds: Uint32Array) => void) */
napi_value RoundTrips(napi_env env, napi_callback_info info);

/* copyTwice(bytes): nanoseconds. Copies that many bytes into fresh memory, and from there into fresh memory again. */
napi_value CopyTwice(napi_env env, napi_callback_info info);

/* sinkOpen(): starts a C++ thread that takes messages, and one that burns CPU. */
napi_value SinkOpen(napi_env env, napi_callback_info info);
/* sinkSend(bytes: Uint8Array): boolean */
napi_value SinkSend(napi_env env, napi_callback_info info);
/* sinkClose(): ends both threads; returns how many messages were taken. */
napi_value SinkClose(napi_env env, napi_callback_info info);

}  // namespace flet_embed::bench
