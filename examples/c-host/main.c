/*
 * CPython inside a C program, with flet_embed.h alone: starts the interpreter, runs echo.py, sends a message, prints
 * the answer, ends with the program's exit code.
 *
 *   cmake --preset release && cmake --build --preset release --target c_host
 *   build/release/examples/c-host/c_host examples/c-host/echo.py
 */
#include <flet_embed.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The event loop of this host: sleep until the library rings. Posting a semaphore is all that a ring may do. */
static void ring(void *context) { sem_post((sem_t *)context); }

static void fail(const char *what, fe_status status) {
  fprintf(stderr, "%s: %s (%s)\n", what, fe_status_message(status), fe_status_code(status));
  exit(1);
}

static void print_text(FILE *to, fe_runtime runtime, fe_text which) {
  const size_t size = fe_runtime_text(runtime, which, NULL, 0);
  char *text = malloc(size + 1);
  if (text == NULL) return;
  fe_runtime_text(runtime, which, text, size + 1);
  fprintf(to, "%s\n", text);
  free(text);
}

/* Sleeps until something happened, and takes note that it did; what, is asked afterwards. */
static void wait_for_events(fe_host host, sem_t *bell) {
  fe_event events[16];
  while (sem_wait(bell) != 0) {
  }
  while (fe_host_poll(host, events, 16) == 16) {
  }
}

int main(int argc, char **argv) {
  const bool no_deep_bind = argc == 3 && strcmp(argv[2], "--no-deep-bind") == 0;
  if (argc != 2 && !no_deep_bind) {
    fprintf(stderr, "usage: c_host echo.py [--no-deep-bind]\n");
    return 2;
  }
  sem_t bell;
  sem_init(&bell, 0, 0);
  fe_host host;
  const fe_host_options host_options = {.size = sizeof host_options, .ring = ring, .context = &bell};
  fe_status status = fe_host_create(&host_options, &host);
  if (status != FE_OK) fail("host", status);

  fe_runtime runtime;
  const fe_runtime_options options = {
      .size = sizeof options, .package_path = FE_PACKAGE_PATH, .no_deep_bind = no_deep_bind};
  status = fe_runtime_start(host, &options, &runtime);
  if (status != FE_OK) fail("start", status);
  fe_runtime_info info = {.size = sizeof info};
  while (fe_runtime_get_info(runtime, &info) == FE_OK && info.state == FE_RUNTIME_STATE_STARTING) {
    wait_for_events(host, &bell);
  }
  if (info.state == FE_RUNTIME_STATE_FAILED) {
    print_text(stderr, runtime, FE_TEXT_ERROR);
    return 1;
  }
  printf("Python ");
  fflush(stdout);
  print_text(stdout, runtime, FE_TEXT_VERSION);

  fe_channel channel;
  status = fe_channel_open(host, "echo", NULL, &channel);
  if (status != FE_OK) fail("channel", status);
  uint64_t number;
  const fe_program_options program = {.size = sizeof program, .kind = FE_PROGRAM_SCRIPT, .target = argv[1]};
  status = fe_program_run(runtime, &program, &number);
  if (status != FE_OK) fail("run", status);

  /* The program need not have opened its side yet: the message waits for it. */
  static const char hello[] = "hello from C";
  status = fe_channel_try_send(channel, hello, strlen(hello));
  if (status != FE_OK) fail("send", status);

  fe_message message;
  while (fe_channel_receive(channel, &message, 1) == 0) {
    if (fe_channel_arm(channel, FE_EVENT_READABLE, 0) == 0) wait_for_events(host, &bell);
    fe_channel_info state = {.size = sizeof state};
    if (fe_channel_get_info(channel, &state) == FE_OK && (state.destroyed || state.reason != FE_OK)) {
      print_text(stderr, runtime, FE_TEXT_PROGRAM_TRACEBACK);
      return 1;
    }
  }
  printf("echo: %.*s\n", (int)message.bytes, (const char *)message.data);
  if (message.block != NULL) fe_block_release(message.block);
  fe_channel_taken(channel, 1);

  fe_channel_close(channel);
  while (fe_runtime_get_info(runtime, &info) == FE_OK && info.program_running) wait_for_events(host, &bell);
  fe_channel_release(channel);
  fe_runtime_release(runtime);
  fe_process_exit_sync(100, info.program_code);
  fe_host_destroy(host);
  return info.program_code;
}
