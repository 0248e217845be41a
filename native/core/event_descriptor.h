// A descriptor that becomes readable: what an event loop of Python waits for. Linux: eventfd; elsewhere a pipe.
#pragma once

namespace flet_embed {

struct EventDescriptor {
  int read = -1;
  int write = -1;
};

// Both -1 when the system has none left.
[[nodiscard]] EventDescriptor event_descriptor_create();
// Any thread; never blocks.
void event_descriptor_signal(const EventDescriptor &descriptor);
// Makes it unreadable again (a reader that waits for edges need not).
void event_descriptor_clear(const EventDescriptor &descriptor);

}  // namespace flet_embed
