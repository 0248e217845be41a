#include "python_message.h"

#include <cstdlib>
#include <cstring>
#include <new>

#include "python_end.h"

namespace flet_embed {
namespace {

// From here on copying costs more than letting other Python threads run meanwhile.
constexpr size_t kCopyWithoutGil = 256 * 1024;

// An array of Python's that was handed over: the block keeps the buffer exported until the host has let go of it.
struct ExportedBlock : Block {
  Py_buffer view;
};

void dispose_exported(Garbage *self) {  // GIL
  ExportedBlock *block = static_cast<ExportedBlock *>(self);
  py.PyBuffer_Release(&block->view);
  block->~ExportedBlock();
  std::free(block);
}

void copy(void *to, const void *from, size_t bytes) {
  if (bytes >= kCopyWithoutGil) {
    const WithoutGil released;
    std::memcpy(to, from, bytes);
  } else if (bytes != 0) {
    std::memcpy(to, from, bytes);
  }
}

// The object whose memory a memoryview shows; null: not a memoryview. New reference.
PyObject *viewed_object(PyObject *object) {
  static PyObject *memoryview_type = nullptr;
  if (memoryview_type == nullptr) {
    const PyRef builtins(py.PyImport_ImportModule("builtins"));
    memoryview_type = py.PyObject_GetAttrString(builtins.get(), "memoryview");
  }
  if (reinterpret_cast<PyObject *>(object->ob_type) != memoryview_type) return nullptr;
  return py.PyObject_GetAttrString(object, "obj");
}

}  // namespace

OutgoingMessage::~OutgoingMessage() {
  if (has_view_) py.PyBuffer_Release(&view_);
  if (block_ != nullptr) block_release(block_);
}

bool OutgoingMessage::take(PyObject *data, bool transfer, const Channel *channel) {
  if (reinterpret_cast<PyObject *>(data->ob_type) == py.PyBytes_Type) {  // immutable: always copied
    exact_bytes_ = data;
    data_ = py.PyBytes_AsString(data);
    bytes_ = static_cast<size_t>(py.PyBytes_Size(data));
    return true;
  }
  if (!transfer) {
    if (py.PyObject_GetBuffer(data, &view_, PyBUF_SIMPLE) != 0) return false;
    has_view_ = true;
    data_ = view_.buf;
    bytes_ = static_cast<size_t>(view_.len);
    return true;
  }
  if (py.PyObject_GetBuffer(data, &view_, PyBUF_WRITABLE) != 0) {
    py.PyErr_Clear();
    raise_channel_error(FE_NOT_TRANSFERABLE, channel);
    return false;
  }
  has_view_ = true;
  bytes_ = static_cast<size_t>(view_.len);
  transferred_ = true;
  const PyRef viewed(viewed_object(data));
  Block *block = block_of(viewed ? viewed.get() : data);
  if (block != nullptr && view_.buf == block->data) {
    block_retain(block);
    block_ = block;
    if (viewed) spent_view_ = data;
    return true;
  }
  void *memory = std::malloc(sizeof(ExportedBlock));
  if (memory == nullptr) {
    py.PyErr_NoMemory();
    return false;
  }
  ExportedBlock *exported = new (memory) ExportedBlock;
  exported->view = view_;
  exported->bytes = bytes_;
  exported->data = static_cast<uint8_t *>(view_.buf);
  exported->dispose_in_python = dispose_exported;
  has_view_ = false;  // the block's now
  block_ = exported;
  return true;
}

bool OutgoingMessage::prepare() {
  if (block_ != nullptr || bytes_ <= Slot::kInlineBytes) return true;
  block_ = block_allocate(bytes_);
  if (block_ == nullptr) {
    py.PyErr_NoMemory();
    return false;
  }
  copy(block_->data, data_, bytes_);
  return true;
}

void OutgoingMessage::push(Channel *channel) {
  Block *block = block_;
  block_ = nullptr;
  if (!transferred_) {
    channel->python_push_copy(data_, bytes_, block);
    return;
  }
  channel->python_push_block(block, bytes_);
  if (spent_view_ == nullptr) return;
  // Our own export ends first, else the view cannot be released. If others still look, the sender has promised not to.
  if (has_view_) py.PyBuffer_Release(&view_);
  has_view_ = false;
  const PyRef done(py.PyObject_CallMethod(spent_view_, "release", nullptr));
  if (!done) py.PyErr_Clear();
}

PyObject *take_front(Channel *channel, Slot *slot) {
  const size_t bytes = static_cast<size_t>(slot->bytes);
  Block *block = static_cast<Block *>(slot->owner);
  if (block == nullptr) {
    PyObject *message = py.PyBytes_FromStringAndSize(reinterpret_cast<const char *>(slot->data), slot->bytes);
    if (message != nullptr) channel->python_pop();
    return message;
  }
  if ((slot->flags & kSlotTransferred) != 0) {
    const PyRef owner(make_block_object(block, bytes));  // with a reference of its own
    if (!owner) return nullptr;
    slot->owner = nullptr;
    channel->python_pop();
    block_release(block);
    return py.PyMemoryView_FromObject(owner.get());
  }
  PyObject *message = py.PyBytes_FromStringAndSize(nullptr, slot->bytes);
  if (message == nullptr) return nullptr;  // still in the queue
  if (bytes >= kCopyWithoutGil) {
    // Out of the ring before the GIL goes: another thread must not see this message again.
    block_retain(block);
    slot->owner = nullptr;
    channel->python_pop();
    copy(py.PyBytes_AsString(message), block->data, bytes);
    block_release(block);
    block_release(block);
    return message;
  }
  std::memcpy(py.PyBytes_AsString(message), block->data, bytes);
  slot->owner = nullptr;
  channel->python_pop();
  block_release(block);
  return message;
}

}  // namespace flet_embed
