// A host with the smallest event loop: a counter that rings increase and the loop waits on.
#pragma once

#include "check.h"
#include "flet_embed.h"
#include "wait_word.h"

class CLoop {
 public:
  CLoop() {
    const fe_host_options options{sizeof(fe_host_options),
                                  [](void *self) { static_cast<CLoop *>(self)->word_.wake_all(); }, this};
    CHECK_EQUAL(fe_host_create(&options, &host), FE_OK);
  }
  ~CLoop() { close(); }

  void close() {
    if (host.id != 0) CHECK_EQUAL(fe_host_destroy(host), FE_OK);
    host.id = 0;
  }

  // Waits until poll() reports `bits` for `channel`; other events are dropped.
  void wait_for(fe_channel channel, uint32_t bits) {
    for (;;) {
      const uint32_t seen = word_.read();
      bool found = false;
      fe_event events[8];
      size_t count;
      do {
        count = fe_host_poll(host, events, 8);
        for (size_t i = 0; i < count; ++i) {
          if (events[i].channel.id == channel.id && (events[i].bits & bits) != 0) found = true;
        }
      } while (count == 8);
      if (found) return;
      word_.wait(seen, -1);
    }
  }

  fe_host host{0};

 private:
  flet_embed::WaitWord word_;
};
