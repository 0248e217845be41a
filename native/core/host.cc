#include "host.h"

#include "channel.h"
#include "timings.h"

namespace flet_embed {

void Host::post(Channel *channel, uint32_t bits) {
  channel->host_bits.fetch_or(bits, std::memory_order_seq_cst);
  if (!channel->host_queued.exchange(true, std::memory_order_seq_cst)) {
    channel->retain();  // the queue's reference
    Channel *head = ready_.load(std::memory_order_relaxed);
    do {
      channel->next_ready = head;
    } while (!ready_.compare_exchange_weak(head, channel, std::memory_order_seq_cst, std::memory_order_relaxed));
  }
  ring();
}

void Host::post_runtime() {
  runtime_event_.store(true, std::memory_order_seq_cst);
  ring();
}

void Host::ring() {
  if (rung_.exchange(true, std::memory_order_seq_cst)) return;
  // The lock makes silence() final; the callback does not block, so neither does the lock.
  std::lock_guard<std::mutex> lock(ring_mutex_);
  if (!silent_) ring_(context_);
}

size_t Host::poll(fe_event *events, size_t capacity) {
  if (is_recording()) polled_at_ = clock_ns();
  rung_.store(false, std::memory_order_seq_cst);
  size_t count = 0;
  if (count < capacity && runtime_event_.exchange(false, std::memory_order_seq_cst)) {
    events[count++] = {{0}, FE_EVENT_RUNTIME};
  }
  // The stack is newest first; polled_ is read from its end, so appending in stack order reports the oldest first.
  if (polled_.empty()) {
    for (Channel *channel = ready_.exchange(nullptr, std::memory_order_seq_cst); channel != nullptr;) {
      Channel *next = channel->next_ready;
      polled_.push_back(channel);
      channel = next;
    }
  }
  while (count < capacity && !polled_.empty()) {
    Channel *channel = polled_.back();
    polled_.pop_back();
    // Unqueue before reading the bits: a bit set in between queues the channel again.
    channel->host_queued.store(false, std::memory_order_seq_cst);
    const uint32_t bits = channel->host_bits.exchange(0, std::memory_order_seq_cst);
    if (bits != 0 && !channel->host_released()) events[count++] = {{channel->id}, bits};
    channel->release();
  }
  if (count == capacity) ring();  // maybe more: be called again even if the caller stops here
  return count;
}

void Host::silence() {
  {
    std::lock_guard<std::mutex> lock(ring_mutex_);
    silent_ = true;
  }
  fe_event ignored[16];
  while (poll(ignored, 16) == 16) {
  }
}

}  // namespace flet_embed
