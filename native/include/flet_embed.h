/*
 * flet_embed.h: CPython in this process, reached through bounded message queues.
 *
 * The C face of flet-embed, and all of it: a host (Node's binding, a C program, Dart FFI) sees nothing else of the core.
 * Plain C17, no exceptions, no callbacks but one. Handles are integers; a stale or made-up handle is answered with
 * FE_INVALID_HANDLE, never with a crash.
 *
 * THREADS. A *host* is one event loop (a Node environment, a Dart isolate, a C thread). Every function that takes an
 * fe_host, fe_runtime or fe_channel must be called on the one thread that created that host [H]; functions marked [any] may
 * be called from every thread. None of them takes Python's GIL, and none waits for Python, but those whose name ends in
 * _sync. Python runs on a thread of the core's own, the interpreter thread.
 *
 * LIFE. (L1) One interpreter per process, for the life of the process; a runtime is the right to use it, held by one host at
 * a time. (L2) Destroying a host destroys its channels, asks its program to stop and gives the runtime back. (L3) Blocks are
 * reference counted, belong to the core and outlive every host. (L4) Inline message data stays valid until
 * fe_channel_taken() covers it. (L5) After fe_host_destroy() has returned, the host's ring callback is never called again.
 */
#ifndef FLET_EMBED_H
#define FLET_EMBED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(_WIN32) && defined(FE_BUILD_SHARED)
#define FE_API __declspec(dllexport)
#elif defined(__GNUC__)
#define FE_API __attribute__((visibility("default")))
#else
#define FE_API
#endif

/* Increased when a function or a struct changes incompatibly. Option structs grow at their end: `size` tells how far. */
#define FE_ABI_VERSION 1
FE_API uint32_t fe_abi_version(void); /* [any] */

/*
 * Status codes: identifier, value, the stable code that users match on, one sentence. The only table of errors; the
 * TypeScript and Python sides and docs/errors.md are checked against it.
 */
#define FE_STATUS_MAP(XX)                                                                                              \
  XX(OK, 0, "OK", "success")                                                                                           \
  XX(FULL, 1, "ERR_EMBED_FULL", "the channel is full in this direction")                                               \
  XX(CHANNEL_CLOSED, 2, "ERR_EMBED_CHANNEL_CLOSED", "this side of the channel is closed")                              \
  XX(CHANNEL_DESTROYED, 3, "ERR_EMBED_CHANNEL_DESTROYED", "the channel was destroyed")                                 \
  XX(CHANNEL_EXISTS, 4, "ERR_EMBED_CHANNEL_EXISTS", "a channel of this name is already open on this side")             \
  XX(CHANNEL_OPTIONS, 5, "ERR_EMBED_CHANNEL_OPTIONS", "the channel is already open with other options")                \
  XX(CHANNEL_BUSY, 6, "ERR_EMBED_CHANNEL_BUSY", "the channel already has a consumer")                                  \
  XX(MESSAGE_TOO_LARGE, 7, "ERR_EMBED_MESSAGE_TOO_LARGE", "the message is larger than maxMessageBytes")                \
  XX(NOT_TRANSFERABLE, 8, "ERR_EMBED_NOT_TRANSFERABLE", "this memory cannot be transferred")                           \
  XX(OUT_OF_MEMORY, 9, "ERR_EMBED_OUT_OF_MEMORY", "memory for the message could not be allocated")                     \
  XX(PROGRAM_EXITED, 10, "ERR_EMBED_PROGRAM_EXITED", "the program ended without opening the channel")                  \
  XX(PROGRAM_FAILED, 11, "ERR_EMBED_PROGRAM_FAILED", "the program ended with an error")                                \
  XX(HOST_GONE, 12, "ERR_EMBED_HOST_GONE", "the host that owned the channel ended")                                    \
  XX(RUNTIME_EXISTS, 13, "ERR_EMBED_RUNTIME_EXISTS", "a runtime is alive in this process already")                     \
  XX(RUNTIME_CONFIG, 14, "ERR_EMBED_RUNTIME_CONFIG", "the interpreter of this process runs with another configuration")  \
  XX(RUNTIME_STOPPED, 15, "ERR_EMBED_RUNTIME_STOPPED", "the runtime is stopped")                                       \
  XX(BUSY, 16, "ERR_EMBED_BUSY", "a program is running already")                                                       \
  XX(STOP_TIMEOUT, 17, "ERR_EMBED_STOP_TIMEOUT", "the program did not stop in time")                                   \
  XX(PYTHON_NOT_FOUND, 18, "ERR_EMBED_PYTHON_NOT_FOUND", "no Python was found")                                        \
  XX(PYTHON_NOT_SHARED, 19, "ERR_EMBED_PYTHON_NOT_SHARED", "this Python has no shared library")                        \
  XX(PYTHON_TOO_OLD, 20, "ERR_EMBED_PYTHON_TOO_OLD", "this Python is older than 3.11")                                 \
  XX(PYTHON_FREE_THREADED, 21, "ERR_EMBED_PYTHON_FREE_THREADED", "this Python is a free-threaded build")               \
  XX(PYTHON_ARCHITECTURE, 22, "ERR_EMBED_PYTHON_ARCHITECTURE", "this Python is built for another architecture")        \
  XX(PYTHON_BROKEN, 23, "ERR_EMBED_PYTHON_BROKEN", "this Python or virtual environment does not work")                 \
  XX(PYTHON_MISMATCH, 24, "ERR_EMBED_PYTHON_MISMATCH", "the library's version differs from the executable's")          \
  XX(PYTHON_FOREIGN, 25, "ERR_EMBED_PYTHON_FOREIGN", "something else in this process embeds Python already")           \
  XX(START_FAILED, 26, "ERR_EMBED_START_FAILED", "the interpreter could not be initialised")                           \
  XX(WRONG_THREAD, 27, "ERR_EMBED_WRONG_THREAD", "this runtime belongs to another host")                               \
  XX(INVALID_HANDLE, 28, "ERR_EMBED_INVALID_HANDLE", "the handle is stale or was never valid")                         \
  XX(INVALID_ARGUMENT, 29, "ERR_EMBED_INVALID_ARGUMENT", "an argument is outside its range")                           \
  XX(ABORTED, 30, "ERR_EMBED_ABORTED", "the operation was aborted")                                                    \
  XX(TIMEOUT, 31, "ERR_EMBED_TIMEOUT", "the operation did not end in time")                                            \
  XX(LIMIT, 32, "ERR_EMBED_LIMIT", "too many channels or hosts are open")

typedef enum fe_status {
#define XX(name, value, code, text) FE_##name = value,
  FE_STATUS_MAP(XX)
#undef XX
} fe_status;

FE_API const char *fe_status_code(fe_status status);    /* [any] "ERR_EMBED_FULL"; never NULL */
FE_API const char *fe_status_message(fe_status status); /* [any] one sentence; never NULL */

typedef struct fe_host { uint64_t id; } fe_host;
typedef struct fe_runtime { uint64_t id; } fe_runtime;
typedef struct fe_channel { uint64_t id; } fe_channel;
typedef struct fe_block fe_block; /* reference-counted memory of the core */

/* ---- Hosts ------------------------------------------------------------------------------------------------------- */

typedef struct fe_host_options {
  size_t size; /* sizeof(fe_host_options) */
  /* «There are events»: called from any thread, the interpreter thread holding the GIL included. It must not block, must
   * not call back into this library, and may be called once more than needed. Rings are coalesced: none follows until
   * fe_host_poll() was called. */
  void (*ring)(void *context);
  void *context;
} fe_host_options;

FE_API fe_status fe_host_create(const fe_host_options *options, fe_host *out); /* the calling thread becomes the host's */
FE_API fe_status fe_host_destroy(fe_host host);                               /* [H] see L2, L5; never waits for Python */

enum {
  FE_EVENT_READABLE = 1, /* armed by fe_channel_arm(): a message is there, or the end */
  FE_EVENT_WRITABLE = 2, /* armed by fe_channel_arm(): some space came free, or the channel ended */
  FE_EVENT_STATE = 4,    /* peer opened, closed, destroyed; channel ended */
  FE_EVENT_RUNTIME = 8   /* the runtime's or the program's state changed; `channel.id` is 0 */
};

typedef struct fe_event {
  fe_channel channel;
  uint32_t bits;
} fe_event;

/* [H] Takes up to `capacity` pending events and returns how many; call until it returns less than `capacity`. */
FE_API size_t fe_host_poll(fe_host host, fe_event *events, size_t capacity);

/* ---- Runtime ----------------------------------------------------------------------------------------------------- */

typedef enum fe_output { FE_OUTPUT_INHERIT = 0, FE_OUTPUT_IGNORE = 1, FE_OUTPUT_CHANNEL = 2 } fe_output;

typedef struct fe_runtime_options {
  size_t size;              /* sizeof(fe_runtime_options) */
  const char *python;       /* an executable, a virtual environment or NULL: search (FLET_EMBED_PYTHON, VIRTUAL_ENV,
                               .venv in `folder` and in the working directory, python3 on PATH) */
  const char *folder;       /* the app's folder, or NULL */
  const char *package_path; /* the folder that contains the Python package `flet_embed`; required */
  const char *const *path;  /* extra sys.path entries, `path_count` of them, put first */
  size_t path_count;
  const char *const *env; /* "NAME=value", set in os.environ, `env_count` of them; "NAME" alone removes it */
  size_t env_count;
  bool isolated;          /* as python -I */
  bool no_deep_bind;      /* glibc: load libpython and extension modules without RTLD_DEEPBIND */
  fe_output output;       /* where sys.stdout and sys.stderr go */
  double switch_interval; /* seconds; 0: Python's default */
  uint32_t busy_poll_us;  /* how long Python's waits spin before they sleep; 0: not at all */
} fe_runtime_options;

typedef enum fe_runtime_state {
  FE_RUNTIME_STATE_STARTING = 1,
  FE_RUNTIME_STATE_IDLE = 2,    /* started, no program */
  FE_RUNTIME_STATE_RUNNING = 3, /* a program runs */
  FE_RUNTIME_STATE_FAILED = 4,  /* start failed: fe_runtime_info.status and FE_TEXT_ERROR say why; release it */
} fe_runtime_state;

typedef struct fe_runtime_info {
  size_t size;
  fe_runtime_state state;
  fe_status status;        /* why FAILED */
  uint64_t program;        /* number of the newest program, 0: none yet */
  bool program_running;    /* the fields below hold once it is false */
  bool program_stopped;    /* ended because it was asked to */
  bool program_has_error;  /* FE_TEXT_PROGRAM_* say which */
  int32_t program_code;    /* as a process's exit code: 0, sys.exit(n), or 1 for an unhandled exception */
} fe_runtime_info;

/* [H] Begins to start the interpreter (or takes up the parked one) and returns at once; FE_EVENT_RUNTIME tells when the
 * state leaves STARTING. FE_RUNTIME_EXISTS: another host, or this one, holds it. FE_RUNTIME_CONFIG: the parked one was
 * started with another `python`, `isolated` or `no_deep_bind`. */
FE_API fe_status fe_runtime_start(fe_host host, const fe_runtime_options *options, fe_runtime *out);
FE_API fe_status fe_runtime_get_info(fe_runtime runtime, fe_runtime_info *info); /* [H] set info->size first */
/* [H] Gives the interpreter back; FE_BUSY while a program runs. Channels stay open until closed. */
FE_API fe_status fe_runtime_release(fe_runtime runtime);
/* [H] The channel of output lines, with FE_OUTPUT_CHANNEL: each message is one byte (1 stdout, 2 stderr) and a run of whole
 * lines of that stream (a longer line comes in pieces). Never destroyed by a program's end. */
FE_API fe_status fe_runtime_output(fe_runtime runtime, fe_channel *out);

typedef enum fe_text {
  FE_TEXT_VERSION = 0,    /* "3.11.7" */
  FE_TEXT_EXECUTABLE = 1, /* sys.executable */
  FE_TEXT_PREFIX = 2,     /* sys.prefix */
  FE_TEXT_LIBRARY = 3,    /* the loaded libpython */
  FE_TEXT_FOUND_BY = 4,   /* "option", "FLET_EMBED_PYTHON", "VIRTUAL_ENV", ".venv", "PATH" */
  FE_TEXT_ERROR = 5,      /* why the start failed: what was tried, what to do */
  FE_TEXT_PROGRAM_ERROR_TYPE = 6,
  FE_TEXT_PROGRAM_ERROR_MESSAGE = 7,
  FE_TEXT_PROGRAM_TRACEBACK = 8,
  FE_TEXT_STOP_REPORT = 9 /* the threads that still run and where, after fe_program_request_stop() */
} fe_text;

/* [H] Copies a text (UTF-8, always ended with a zero byte if capacity > 0) and returns its whole length without it. */
FE_API size_t fe_runtime_text(fe_runtime runtime, fe_text which, char *buffer, size_t capacity);

typedef enum fe_program_kind { FE_PROGRAM_SCRIPT = 0, FE_PROGRAM_MODULE = 1, FE_PROGRAM_CODE = 2 } fe_program_kind;

typedef struct fe_program_options {
  size_t size;
  fe_program_kind kind;
  const char *target; /* a file, a module's name, or source text */
  const char *const *args;
  size_t args_count;
  const char *const *env; /* as fe_runtime_options.env, for the time of this program */
  size_t env_count;
} fe_program_options;

/* [H] Runs a program on the interpreter thread; FE_EVENT_RUNTIME tells when it has ended. FE_BUSY: one runs already. */
FE_API fe_status fe_program_run(fe_runtime runtime, const fe_program_options *options, uint64_t *out_program);

typedef enum fe_stop_stage {
  FE_STOP_CANCEL = 1, /* cancel the asyncio main task, or interrupt the thread where there is none */
  FE_STOP_RAISE = 2,  /* raise in the program's threads */
  FE_STOP_REPORT = 3  /* only write FE_TEXT_STOP_REPORT */
} fe_stop_stage;

/* [H] Asks the running program to stop; returns at once. Every stage also writes FE_TEXT_STOP_REPORT when Python lets it. */
FE_API fe_status fe_program_request_stop(fe_runtime runtime, fe_stop_stage stage);

/* The process is about to end with `exit_code`, on the thread that is about to call exit(): asks the program to stop,
 * waits for the interpreter thread to finalise at most `timeout_ms`, and sees to it that what could not be finalised
 * cannot disturb the rest of the exit. May be called without a runtime, and again. [any] */
FE_API void fe_process_exit_sync(uint32_t timeout_ms, int exit_code);

/* ---- Blocks ------------------------------------------------------------------------------------------------------ */

FE_API fe_status fe_block_allocate(size_t bytes, fe_block **out); /* [any] one reference; contents undefined */
FE_API uint8_t *fe_block_data(fe_block *block);                   /* [any] */
FE_API size_t fe_block_size(const fe_block *block);               /* [any] */
FE_API void fe_block_retain(fe_block *block);                     /* [any] */
FE_API void fe_block_release(fe_block *block); /* [any] never frees large memory on the calling thread */

/* ---- Channels ---------------------------------------------------------------------------------------------------- */

typedef struct fe_channel_options {
  size_t size;
  uint32_t capacity;         /* messages per direction; 0: not chosen (1,024) */
  uint64_t high_water_mark;  /* bytes per direction; 0: not chosen (16 MiB) */
  uint64_t max_message_bytes; /* 0: not chosen (256 MiB) */
} fe_channel_options;

/* [H] Opens the host's side of a named channel (UTF-8). `options` may be NULL. */
FE_API fe_status fe_channel_open(fe_host host, const char *name, const fe_channel_options *options, fe_channel *out);
/* [H] Opens a bridge: a channel that Python sees through `dart_bridge` under `*out_port` (fresh, never 0). */
FE_API fe_status fe_bridge_open(fe_host host, const fe_channel_options *options, fe_channel *out, int64_t *out_port);

/* [H] Queues a copy, or says FE_FULL, FE_CHANNEL_CLOSED, FE_CHANNEL_DESTROYED, FE_MESSAGE_TOO_LARGE, FE_OUT_OF_MEMORY. */
FE_API fe_status fe_channel_try_send(fe_channel channel, const void *data, size_t bytes);
/* [H] Queues the first `bytes` of a block without a copy; on FE_OK, and only then, one reference goes to the channel. */
FE_API fe_status fe_channel_try_send_block(fe_channel channel, fe_block *block, size_t bytes);

typedef struct fe_message {
  const uint8_t *data;
  size_t bytes;
  fe_block *block;  /* NULL: inline data, see L4; else one reference, the caller's to release */
  bool transferred; /* the sender gave the memory away: nobody else touches it */
} fe_message;

/* [H] Takes up to `capacity` messages out of the queue. They keep their place (bounds!) until fe_channel_taken(). */
FE_API size_t fe_channel_receive(fe_channel channel, fe_message *messages, size_t capacity);
/* [H] The consumer has taken `count` more of the received messages: their places are free. */
FE_API fe_status fe_channel_taken(fe_channel channel, size_t count);

/* [H] Asks for one event per bit (READABLE, WRITABLE). Returns the bits that hold now: for these no event follows.
 * `want_bytes` is the size of the message that waits for space. */
FE_API uint32_t fe_channel_arm(fe_channel channel, uint32_t bits, uint64_t want_bytes);

/* [H] No more sends from this side; what is queued is delivered; receiving goes on. */
FE_API fe_status fe_channel_close(fe_channel channel);
/* [H] Drops what is queued in both directions and ends every wait on both sides with `reason` and `message`. */
FE_API fe_status fe_channel_destroy(fe_channel channel, fe_status reason, const char *message);
/* [H] Forgets the handle. An open channel is destroyed. */
FE_API fe_status fe_channel_release(fe_channel channel);

typedef struct fe_direction_statistics {
  uint64_t messages; /* accepted */
  uint64_t bytes;
  uint64_t rings;    /* doorbell rings towards the consumer */
  uint64_t waits;    /* times a sender found no space */
  uint64_t dropped;  /* accepted, but dropped by destroy */
} fe_direction_statistics;

typedef struct fe_channel_info {
  size_t size;
  bool peer_open;    /* the peer has opened the channel (it may have closed it since) */
  bool self_closed;
  bool peer_closed;
  bool destroyed;
  bool ended;        /* nothing will come any more: the peer closed (or came and went) and the queue is empty */
  fe_status reason;  /* why destroyed, or FE_PROGRAM_EXITED while no program has opened the other side */
  uint32_t capacity;
  uint64_t high_water_mark;
  uint64_t max_message_bytes;
  fe_direction_statistics sent;     /* host to Python */
  fe_direction_statistics received; /* Python to host */
} fe_channel_info;

FE_API fe_status fe_channel_get_info(fe_channel channel, fe_channel_info *info); /* [H] set info->size first */
/* [H] Copies the message of the destroy; returns its whole length. */
FE_API size_t fe_channel_reason(fe_channel channel, char *buffer, size_t capacity);

/* ---- Times: where a message spends its time. Off until asked for, and then a few readings of a clock per message. ---- */

typedef enum fe_direction { FE_TO_PYTHON = 0, FE_TO_HOST = 1 } fe_direction;

/* Nanoseconds of fe_clock_ns(). */
typedef struct fe_message_times {
  uint64_t number;    /* of the message in its direction, from 0 on */
  uint64_t pushed_ns; /* the sender has it in the queue */
  uint64_t woken_ns;  /* the consumer's thread came out of its last wait; before `pushed_ns`: it was awake already */
  uint64_t ready_ns;  /* Python: the thread has the GIL again; the host: as `woken_ns`, the call of fe_host_poll() */
  uint64_t taken_ns;  /* the consumer has it */
} fe_message_times;

FE_API uint64_t fe_clock_ns(void); /* [any] a steady clock: CLOCK_MONOTONIC where there is one */
/* [H] Begins or ends to record the times of a channel's messages, in both directions. FE_OUT_OF_MEMORY: not begun. */
FE_API fe_status fe_channel_record_times(fe_channel channel, bool on);
/* [H] Copies the times of up to `capacity` messages, from number `first` on and in their order, and returns how many: of
 * those that were pushed while it recorded, have been taken, and are among the newest 4,096. Stops at one that was not
 * taken yet. */
FE_API size_t fe_channel_times(fe_channel channel, fe_direction direction, uint64_t first, fe_message_times *out,
                               size_t capacity);

#ifdef __cplusplus
}
#endif
#endif
