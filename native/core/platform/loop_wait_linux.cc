#include <sys/epoll.h>

#include "loop_wait.h"

namespace flet_embed {

bool loop_wait_supported() { return true; }

bool loop_wait_join(int selector, int descriptor) {
  epoll_event event{};
  event.events = EPOLLIN | EPOLLET;
  event.data.fd = descriptor;
  return epoll_ctl(selector, EPOLL_CTL_ADD, descriptor, &event) == 0;
}

void loop_wait_leave(int selector, int descriptor) { epoll_ctl(selector, EPOLL_CTL_DEL, descriptor, nullptr); }

bool loop_wait(int selector, int descriptor, int milliseconds) {
  // The others are level-triggered (Python's selectors register them so): seen here, they are still there for select().
  epoll_event events[4];
  const int count = epoll_wait(selector, events, 4, milliseconds);
  for (int i = 0; i < count; ++i) {
    if (events[i].data.fd != descriptor) return true;
  }
  return false;
}

}  // namespace flet_embed
