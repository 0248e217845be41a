#include <csignal>

#include "signal_guard.h"

namespace flet_embed {
namespace {

constexpr int kSignals[] = {SIGINT,  SIGTERM, SIGPIPE, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2,
#ifdef SIGXFSZ
                            SIGXFSZ,
#endif
                            SIGCHLD};
constexpr int kCount = sizeof kSignals / sizeof kSignals[0];

volatile std::sig_atomic_t g_interrupted = 0;
void placeholder(int) { g_interrupted = 1; }

}  // namespace

struct SignalGuard::Saved {
  struct sigaction actions[kCount];
};

SignalGuard::SignalGuard() : saved_(new Saved) {
  g_interrupted = 0;
  for (int i = 0; i < kCount; ++i) sigaction(kSignals[i], nullptr, &saved_->actions[i]);
  if (saved_->actions[0].sa_handler == SIG_DFL) {
    struct sigaction action{};
    action.sa_handler = placeholder;
    action.sa_flags = SA_RESTART;
    sigaction(SIGINT, &action, nullptr);
  }
}

SignalGuard::~SignalGuard() {
  for (int i = 0; i < kCount; ++i) sigaction(kSignals[i], &saved_->actions[i], nullptr);
  delete saved_;
  if (g_interrupted != 0) raise(SIGINT);
}

}  // namespace flet_embed
