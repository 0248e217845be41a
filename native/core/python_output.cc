#include "python_output.h"

#include <atomic>
#include <cstring>

#include "descriptor_write.h"
#include "python_end.h"

namespace flet_embed {
namespace {

// How long a print waits for somebody who does not read at all before its text is given up.
constexpr int kPatienceMs = 30000;
constexpr size_t kPiece = 64 * 1024;

fe_output g_where = FE_OUTPUT_INHERIT;  // GIL
PythonEnd *g_end = nullptr;             // GIL
// A descriptor that nobody reads any more is not tried again.
std::atomic<bool> g_dead[3] = {};

void write_to_descriptor(int stream, const uint8_t *data, size_t bytes) {
  if (g_dead[stream].load(std::memory_order_relaxed)) return;
  const WithoutGil released;
  if (!descriptor_write(stream, data, bytes, kPatienceMs)) g_dead[stream].store(true, std::memory_order_relaxed);
}

void write_to_channel(int stream, const uint8_t *data, size_t bytes) {
  while (bytes > 0) {
    const size_t piece = bytes < kPiece ? bytes : kPiece;
    const PyRef message(py.PyBytes_FromStringAndSize(nullptr, static_cast<Py_ssize_t>(piece + 1)));
    if (!message) {
      py.PyErr_Clear();
      return;
    }
    char *text = py.PyBytes_AsString(message.get());
    text[0] = static_cast<char>(stream);
    std::memcpy(text + 1, data, piece);
    PythonEnd *end = g_end;
    end->retain();
    const bool sent = end->send_sync(message.get(), false, kPatienceMs / 1000.0);
    end->release();
    if (!sent) {
      // The host ended or sleeps for good. An exception raised in this thread (stop) stays set for the caller.
      if (py.PyErr_ExceptionMatches(py.PyExc_Exception) != 0) py.PyErr_Clear();
      return;
    }
    data += piece;
    bytes -= piece;
  }
}

}  // namespace

void set_output(fe_output where, Channel *channel) {
  if (g_end != nullptr) {
    g_end->abandon();
    g_end->release();
    g_end = nullptr;
  }
  g_where = where;
  for (auto &dead : g_dead) dead.store(false, std::memory_order_relaxed);
  if (channel == nullptr) return;
  g_end = new PythonEnd(channel);
  open_python_ends().pop_back();  // not the program's: its end does not close this one
}

void write_output(int stream, const uint8_t *data, size_t bytes) {
  if (stream != 1 && stream != 2) return;
  if (g_where == FE_OUTPUT_INHERIT) {
    write_to_descriptor(stream, data, bytes);
  } else if (g_where == FE_OUTPUT_CHANNEL && g_end != nullptr) {
    write_to_channel(stream, data, bytes);
  }
}

}  // namespace flet_embed
