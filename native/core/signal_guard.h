// Keeps the process's signal handlers as they are while CPython initialises (rule 3).
#pragma once

namespace flet_embed {

// Importing Python's `signal` takes SIGINT over wherever it is at its default. Under the guard no signal is: those get
// a placeholder, which raises the signal again once the guard is gone. Afterwards every handler is what it was.
class SignalGuard {
 public:
  SignalGuard();
  ~SignalGuard();
  SignalGuard(const SignalGuard &) = delete;
  SignalGuard &operator=(const SignalGuard &) = delete;

 private:
  struct Saved;
  Saved *saved_;
};

}  // namespace flet_embed
