// `_flet_embed.Channel`: Python's end of a channel as an object. Reads arguments; PythonEnd does the work.
#include "python_arguments.h"
#include "python_end.h"
#include "python_loop_bell.h"
#include "python_types.h"

namespace flet_embed {
namespace {

struct ChannelObject {
  PyObject head;
  PythonEnd *end;
};

PyTypeObject *g_type = nullptr;

PythonEnd *end_of(PyObject *self) { return reinterpret_cast<ChannelObject *>(self)->end; }
PyObject *none_or_error(bool ok) { return ok ? py_none() : nullptr; }

void deallocate(PyObject *self) {
  end_of(self)->release();
  free_object(self);
}

PyObject *bind(PyObject *self, PyObject *object) {
  LoopBell *bell = loop_bell_of(object);
  if (bell == nullptr) return nullptr;
  end_of(self)->bind(bell);
  return py_none();
}

PyObject *try_send(PyObject *self, PyObject *const *args, Py_ssize_t count) {
  bool transfer = false;
  bool sent = false;
  if (!check_count("try_send", count, 1, 2) || (count > 1 && !read_flag(args[1], &transfer))) return nullptr;
  if (!end_of(self)->try_send(args[0], transfer, &sent)) return nullptr;
  return py_new_ref(sent ? py._Py_TrueStruct : py._Py_FalseStruct);
}

PyObject *send_sync(PyObject *self, PyObject *const *args, Py_ssize_t count) {
  bool transfer = false;
  double timeout = -1;
  if (!check_count("send_sync", count, 1, 3) || (count > 1 && !read_flag(args[1], &transfer)) ||
      (count > 2 && !read_timeout(args[2], &timeout))) {
    return nullptr;
  }
  return none_or_error(end_of(self)->send_sync(args[0], transfer, timeout));
}

PyObject *wait_turn(PyObject *self, PyObject *const *args, Py_ssize_t count) {
  int64_t bytes = 0;
  uint64_t ticket = 0;
  if (!check_count("wait_turn", count, 2, 2) || !read_integer(args[0], 0, &bytes)) return nullptr;
  if (!end_of(self)->wait_turn(static_cast<uint64_t>(bytes), args[1], &ticket)) return nullptr;
  return py.PyLong_FromLongLong(static_cast<long long>(ticket));
}

PyObject *finish_send(PyObject *self, PyObject *const *args, Py_ssize_t count) {
  int64_t ticket = 0;
  bool transfer = false;
  if (!check_count("finish_send", count, 2, 3) || !read_integer(args[0], 1, &ticket) ||
      (count > 2 && !read_flag(args[2], &transfer))) {
    return nullptr;
  }
  return none_or_error(end_of(self)->finish_send(static_cast<uint64_t>(ticket), args[1], transfer));
}

PyObject *leave_line(PyObject *self, PyObject *argument) {
  int64_t ticket = 0;
  if (!read_integer(argument, 1, &ticket)) return nullptr;
  end_of(self)->leave_line(static_cast<uint64_t>(ticket));
  return py_none();
}

PyObject *take(PyObject *self, PyObject *) { return end_of(self)->take(); }

PyObject *take_batch(PyObject *self, PyObject *const *args, Py_ssize_t count) {
  int64_t limit = 0;
  if (!check_count("take_batch", count, 1, 2) || !read_integer(args[0], 1, &limit)) return nullptr;
  return end_of(self)->take_batch(limit, count > 1 ? args[1] : nullptr);
}

PyObject *yes_unless_destroyed(PyObject *self, bool yes) {
  const Channel *channel = end_of(self)->channel();
  if (!yes && channel->destroyed()) {
    raise_channel_error(FE_CHANNEL_DESTROYED, channel);
    return nullptr;
  }
  return py.PyBool_FromLong(yes ? 1 : 0);
}

PyObject *ended(PyObject *self, PyObject *) {
  Channel *channel = end_of(self)->channel();
  return yes_unless_destroyed(self, !channel->destroyed() && channel->python_ended());
}

PyObject *closed(PyObject *self, PyObject *) {
  return yes_unless_destroyed(self, end_of(self)->channel()->both_closed());
}

PyObject *wait_readable(PyObject *self, PyObject *loop) { return end_of(self)->wait_readable(loop); }

PyObject *receive_sync(PyObject *self, PyObject *const *args, Py_ssize_t count) {
  double timeout = -1;
  if (!check_count("receive_sync", count, 0, 1) || (count > 0 && !read_timeout(args[0], &timeout))) return nullptr;
  return end_of(self)->receive_sync(timeout);
}

PyObject *close(PyObject *self, PyObject *) {
  end_of(self)->close();
  return py_none();
}

PyObject *wait_closed(PyObject *self, PyObject *future) { return none_or_error(end_of(self)->wait_closed(future)); }

PyObject *close_sync(PyObject *self, PyObject *const *args, Py_ssize_t count) {
  double timeout = -1;
  if (!check_count("close_sync", count, 0, 1) || (count > 0 && !read_timeout(args[0], &timeout))) return nullptr;
  return none_or_error(end_of(self)->close_sync(timeout));
}

PyObject *destroy(PyObject *self, PyObject *argument) {
  std::string text;
  if (!read_text(argument, &text)) return nullptr;
  end_of(self)->destroy(FE_CHANNEL_DESTROYED, text);
  return py_none();
}

PyObject *direction(const fe_direction_statistics &from) {
  PyObject *dict = py.PyDict_New();
  if (dict == nullptr) return nullptr;
  const auto put = [&](const char *name, uint64_t value) {
    const PyRef number(py.PyLong_FromLongLong(static_cast<long long>(value)));
    if (number) py.PyDict_SetItemString(dict, name, number.get());
  };
  put("messages", from.messages);
  put("bytes", from.bytes);
  put("rings", from.rings);
  put("waits", from.waits);
  put("dropped", from.dropped);
  return dict;
}

PyObject *statistics(PyObject *self, PyObject *) {
  fe_channel_info info{};
  end_of(self)->channel()->get_statistics(&info);
  PyObject *both = py.PyDict_New();
  // The names are each side's own view: what the host received, Python sent.
  const PyRef sent(direction(info.received));
  const PyRef received(direction(info.sent));
  if (both == nullptr || !sent || !received) return nullptr;
  py.PyDict_SetItemString(both, "sent", sent.get());
  py.PyDict_SetItemString(both, "received", received.get());
  return both;
}

PyObject *get_name(PyObject *self, void *) {
  const std::string &name = end_of(self)->channel()->name;
  return py.PyUnicode_FromStringAndSize(name.data(), static_cast<Py_ssize_t>(name.size()));
}
PyObject *get_capacity(PyObject *self, void *) {
  return py.PyLong_FromLongLong(end_of(self)->channel()->options.capacity);
}
PyObject *get_high_water_mark(PyObject *self, void *) {
  return py.PyLong_FromLongLong(static_cast<long long>(end_of(self)->channel()->options.high_water_mark));
}
PyObject *get_max_message_bytes(PyObject *self, void *) {
  return py.PyLong_FromLongLong(static_cast<long long>(end_of(self)->channel()->options.max_message_bytes));
}

PyMethodDef g_methods[] = {
    {"bind", bind, METH_O, nullptr},
    {"try_send", fast(try_send), METH_FASTCALL, nullptr},
    {"send_sync", fast(send_sync), METH_FASTCALL, nullptr},
    {"wait_turn", fast(wait_turn), METH_FASTCALL, nullptr},
    {"finish_send", fast(finish_send), METH_FASTCALL, nullptr},
    {"leave_line", leave_line, METH_O, nullptr},
    {"take", take, METH_NOARGS, nullptr},
    {"take_batch", fast(take_batch), METH_FASTCALL, nullptr},
    {"ended", ended, METH_NOARGS, nullptr},
    {"wait_readable", wait_readable, METH_O, nullptr},
    {"receive_sync", fast(receive_sync), METH_FASTCALL, nullptr},
    {"close", close, METH_NOARGS, nullptr},
    {"closed", closed, METH_NOARGS, nullptr},
    {"wait_closed", wait_closed, METH_O, nullptr},
    {"close_sync", fast(close_sync), METH_FASTCALL, nullptr},
    {"destroy", destroy, METH_O, nullptr},
    {"statistics", statistics, METH_NOARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};
PyGetSetDef g_getters[] = {
    {"name", get_name, nullptr, nullptr, nullptr},
    {"capacity", get_capacity, nullptr, nullptr, nullptr},
    {"high_water_mark", get_high_water_mark, nullptr, nullptr, nullptr},
    {"max_message_bytes", get_max_message_bytes, nullptr, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};
PyType_Slot g_slots[] = {
    {Py_tp_dealloc, reinterpret_cast<void *>(deallocate)},
    {Py_tp_methods, g_methods},
    {Py_tp_getset, g_getters},
    {Py_tp_doc, const_cast<char *>("Python's end of one channel; flet_embed.Channel is the face for people.")},
    {0, nullptr},
};
PyType_Spec g_spec = {"_flet_embed.Channel", sizeof(ChannelObject), 0,
                      Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION, g_slots};

}  // namespace

bool add_channel_type(PyObject *module) {
  PyObject *type = py.PyType_FromSpec(&g_spec);
  g_type = reinterpret_cast<PyTypeObject *>(type);
  return type != nullptr && py.PyModule_AddObjectRef(module, "Channel", type) == 0;
}

PyObject *make_channel_object(PythonEnd *end) {
  PyObject *object = py.PyType_GenericAlloc(g_type, 0);
  if (object == nullptr) {
    end->release();
    return nullptr;
  }
  reinterpret_cast<ChannelObject *>(object)->end = end;
  return object;
}

}  // namespace flet_embed
