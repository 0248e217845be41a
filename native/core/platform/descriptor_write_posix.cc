#include <poll.h>
#include <pthread.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <ctime>

#include "descriptor_write.h"

namespace flet_embed {
namespace {

// A write to a closed pipe raises SIGPIPE in the writing thread. Node ignores it, a C host may not: block it for the
// time of the write, and take one that came meanwhile out of the queue.
class NoSigpipe {
 public:
  NoSigpipe() {
    sigemptyset(&sigpipe_);
    sigaddset(&sigpipe_, SIGPIPE);
    sigset_t pending;
    sigpending(&pending);
    was_pending_ = sigismember(&pending, SIGPIPE) == 1;
    pthread_sigmask(SIG_BLOCK, &sigpipe_, &before_);
  }
  ~NoSigpipe() {
    const int saved = errno;
    sigset_t pending;
    sigpending(&pending);
    if (!was_pending_ && sigismember(&pending, SIGPIPE) == 1) {
      int signal = 0;
      sigwait(&sigpipe_, &signal);
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    errno = saved;
  }

 private:
  sigset_t sigpipe_;
  sigset_t before_;
  bool was_pending_ = false;
};

}  // namespace

bool descriptor_write(int descriptor, const uint8_t *data, size_t bytes, int patience_ms) {
  const NoSigpipe guard;
  while (bytes > 0) {
    const ssize_t written = write(descriptor, data, bytes);
    if (written > 0) {
      data += written;
      bytes -= static_cast<size_t>(written);
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      pollfd full{descriptor, POLLOUT, 0};
      if (poll(&full, 1, patience_ms) == 0) return false;
      if ((full.revents & (POLLERR | POLLNVAL)) != 0) return false;
    } else if (errno != EINTR) {
      return false;
    }
  }
  return true;
}

}  // namespace flet_embed
