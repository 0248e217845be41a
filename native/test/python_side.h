// Python's side of a channel without Python, for tests: the same doorbell, word and ring, used as python_end.cc uses
// them.
#pragma once

#include <cstring>
#include <string>

#include "channel.h"
#include "channel_registry.h"
#include "check.h"

class PythonSide {
 public:
  explicit PythonSide(const std::string &name) {
    CHECK_EQUAL(flet_embed::registry_open_for_python(name, {}, &channel_), FE_OK);
  }
  ~PythonSide() {
    if (!channel_->both_closed()) channel_->destroy(FE_CHANNEL_DESTROYED, "the test ended");
    channel_->python_release();
  }
  PythonSide(const PythonSide &) = delete;
  PythonSide &operator=(const PythonSide &) = delete;

  [[nodiscard]] flet_embed::Channel *operator->() const { return channel_; }

  // Waits for space.
  [[nodiscard]] fe_status send(const void *data, size_t bytes) {
    for (;;) {
      const fe_status status = channel_->python_can_send(bytes);
      if (status == FE_OK) break;
      if (status != FE_FULL) return status;
      const uint32_t seen = channel_->python_word.read();
      channel_->python_bell.announce(flet_embed::kWantSpaceThread | flet_embed::kWantStateThread);
      if (channel_->python_can_send(bytes) == FE_FULL) channel_->python_word.wait(seen, -1);
    }
    flet_embed::Block *block = nullptr;
    if (bytes > flet_embed::Slot::kInlineBytes) {
      block = flet_embed::block_allocate(bytes);
      std::memcpy(block->data, data, bytes);
    }
    channel_->python_push_copy(data, bytes, block);
    return FE_OK;
  }

  // Waits for a message; false at the end, or after a destroy. `use(data, bytes)` sees it.
  template <typename Use>
  [[nodiscard]] bool receive(Use use) {
    for (;;) {
      if (flet_embed::Slot *slot = channel_->python_front()) {
        auto *block = static_cast<flet_embed::Block *>(slot->owner);
        use(block != nullptr ? block->data : slot->data, static_cast<size_t>(slot->bytes));
        slot->owner = nullptr;
        channel_->python_pop();
        if (block != nullptr) flet_embed::block_release(block);
        return true;
      }
      if (channel_->destroyed() || channel_->python_ended()) return false;
      const uint32_t seen = channel_->python_word.read();
      channel_->python_bell.announce(flet_embed::kWantReadableThread | flet_embed::kWantStateThread);
      if (channel_->python_front() == nullptr && !channel_->destroyed() && !channel_->python_ended()) {
        channel_->python_word.wait(seen, -1);
      }
    }
  }

 private:
  flet_embed::Channel *channel_ = nullptr;
};
