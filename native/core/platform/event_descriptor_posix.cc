// macOS and other POSIX systems without eventfd. Not run so far.
#include <fcntl.h>
#include <unistd.h>

#include "event_descriptor.h"

namespace flet_embed {

EventDescriptor event_descriptor_create() {
  int ends[2];
  if (pipe(ends) != 0) return {};
  for (const int fd : ends) {
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
    fcntl(fd, F_SETFD, FD_CLOEXEC);
  }
  return {ends[0], ends[1]};
}

void event_descriptor_signal(const EventDescriptor &descriptor) {
  const char one = 1;
  [[maybe_unused]] const ssize_t written = write(descriptor.write, &one, 1);
}

void event_descriptor_clear(const EventDescriptor &descriptor) {
  char bytes[64];
  while (read(descriptor.read, bytes, sizeof bytes) > 0) {
  }
}

}  // namespace flet_embed
