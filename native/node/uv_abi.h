/*
 * The few functions of libuv that the binding uses, declared by hand.
 *
 * The package node-api-headers, with which prebuilt binaries are made, contains no uv.h, and the layout of uv_async_t
 * is no part of what we may rely on. What is used here is: libuv keeps these functions binary compatible within its
 * major version, every Node exports them from its executable, and uv_handle_size() tells at run time how much memory a
 * handle takes. So one binary serves all Node versions. Types stay incomplete; only pointers to them are handed around.
 */
#ifndef FLET_EMBED_NODE_UV_ABI_H
#define FLET_EMBED_NODE_UV_ABI_H

#include <stddef.h>

extern "C" {

struct uv_loop_s;
struct uv_handle_s;
struct uv_async_s; /* begins with a uv_handle_s */

/* enum uv_handle_type of uv.h: fixed by libuv's ABI. */
constexpr int kUvAsync = 1;

size_t uv_handle_size(int type);
int uv_async_init(uv_loop_s *loop, uv_async_s *async, void (*callback)(uv_async_s *));
int uv_async_send(uv_async_s *async); /* the one function of libuv that any thread may call */
void uv_close(uv_handle_s *handle, void (*callback)(uv_handle_s *));
void uv_ref(uv_handle_s *handle);
void uv_unref(uv_handle_s *handle);
void *uv_handle_get_data(const uv_handle_s *handle);
void uv_handle_set_data(uv_handle_s *handle, void *data);

} /* extern "C" */

#endif
