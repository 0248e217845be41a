#include <pthread.h>

#include <new>

#include "native_thread.h"

namespace flet_embed {
namespace {

struct Start {
  void (*function)(void *);
  void *argument;
};

void *enter(void *argument) {
  const Start start = *static_cast<Start *>(argument);
  delete static_cast<Start *>(argument);
  start.function(start.argument);
  return nullptr;
}

}  // namespace

// Signals are not blocked on the new thread: children of Python would inherit the mask.
bool start_native_thread(void (*function)(void *), void *argument, size_t stack_bytes) {
  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes) != 0) return false;
  pthread_attr_setstacksize(&attributes, stack_bytes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  Start *start = new (std::nothrow) Start{function, argument};
  pthread_t thread;
  const bool ok = start != nullptr && pthread_create(&thread, &attributes, enter, start) == 0;
  if (!ok) delete start;
  pthread_attr_destroy(&attributes);
  return ok;
}

}  // namespace flet_embed
