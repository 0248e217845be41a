#include <sys/eventfd.h>
#include <unistd.h>

#include <cstdint>

#include "event_descriptor.h"

namespace flet_embed {

EventDescriptor event_descriptor_create() {
  const int fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  return {fd, fd};
}

void event_descriptor_signal(const EventDescriptor &descriptor) {
  const uint64_t one = 1;
  // Fails only when the counter is full, and then it is readable anyway.
  [[maybe_unused]] const ssize_t written = write(descriptor.write, &one, sizeof one);
}

void event_descriptor_clear(const EventDescriptor &descriptor) {
  uint64_t count;
  [[maybe_unused]] const ssize_t got = read(descriptor.read, &count, sizeof count);
}

}  // namespace flet_embed
