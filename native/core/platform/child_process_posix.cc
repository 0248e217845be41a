#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>

#include "child_process.h"

extern "C" char **environ;

namespace flet_embed {
namespace {

constexpr size_t kKept = 1u << 20;

bool make_pipe(int ends[2]) {
  if (pipe(ends) != 0) return false;
  fcntl(ends[0], F_SETFD, FD_CLOEXEC);
  fcntl(ends[1], F_SETFD, FD_CLOEXEC);
  return true;
}

// Reads both pipes until both end. False: out of time.
bool read_both(int out, int err, ChildResult *result, int timeout_ms) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(timeout_ms);
  pollfd pipes[2] = {{out, POLLIN, 0}, {err, POLLIN, 0}};
  std::string *texts[2] = {&result->output, &result->errors};
  while (pipes[0].fd >= 0 || pipes[1].fd >= 0) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0) return false;
    if (poll(pipes, 2, static_cast<int>(left.count())) < 0 && errno != EINTR) return false;
    for (int i = 0; i < 2; ++i) {
      if (pipes[i].fd < 0 || (pipes[i].revents & (POLLIN | POLLHUP | POLLERR)) == 0) continue;
      char bytes[4096];
      const ssize_t count = read(pipes[i].fd, bytes, sizeof bytes);
      if (count <= 0) {
        pipes[i].fd = -1;  // ignored by poll
      } else if (texts[i]->size() < kKept) {
        texts[i]->append(bytes, static_cast<size_t>(count));
      }
    }
  }
  return true;
}

}  // namespace

ChildResult run_child(const std::vector<std::string> &arguments, int timeout_ms) {
  ChildResult result;
  int out[2];
  int err[2];
  if (!make_pipe(out)) {
    result.errors = std::strerror(errno);
    return result;
  }
  if (!make_pipe(err)) {
    result.errors = std::strerror(errno);
    close(out[0]);
    close(out[1]);
    return result;
  }
  std::vector<char *> argv;
  for (const std::string &argument : arguments) argv.push_back(const_cast<char *>(argument.c_str()));
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out[1], 1);
  posix_spawn_file_actions_adddup2(&actions, err[1], 2);
  pid_t pid = -1;
  const int error = posix_spawn(&pid, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(out[1]);
  close(err[1]);
  if (error != 0) {
    result.errors = std::strerror(error);
  } else {
    result.started = true;
    if (!read_both(out[0], err[0], &result, timeout_ms)) {
      result.timed_out = true;
      kill(pid, SIGKILL);
    }
    int status = 0;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    if (WIFEXITED(status)) result.exit_code = WEXITSTATUS(status);
  }
  close(out[0]);
  close(err[0]);
  return result;
}

}  // namespace flet_embed
