// ChannelError and the futures that end with it.
#include "python_errors.h"

#include "python_end.h"

namespace flet_embed {
namespace {

PyObject *g_channel_error = nullptr;  // set once, while the module is made; GIL

std::string describe(fe_status status, const Channel *channel) {
  std::string text = channel != nullptr && channel->port == 0 ? "channel '" + channel->name + "': "
                     : channel != nullptr                     ? "bridge " + std::to_string(channel->port) + ": "
                                                              : "";
  if (status == FE_CHANNEL_DESTROYED && channel != nullptr && !channel->reason_text().empty()) {
    return text + channel->reason_text();
  }
  text += fe_status_message(status);
  if (status == FE_MESSAGE_TOO_LARGE && channel != nullptr) {
    text += " (" + std::to_string(channel->options.max_message_bytes) + " bytes); open the channel with a larger one";
  } else if (status == FE_NOT_TRANSFERABLE) {
    text += ": expected flet_embed.allocate() memory or a writable contiguous buffer; send it without transfer";
  } else if (status == FE_FULL && channel != nullptr) {
    text += " and " + std::to_string(channel->options.capacity) + " senders wait already";
  }
  return text;
}

}  // namespace

bool add_channel_error(PyObject *module) {
  g_channel_error = py.PyErr_NewExceptionWithDoc(
      "flet_embed.ChannelError", "Failure of a channel; `code` is a stable string such as 'ERR_EMBED_CHANNEL_CLOSED'.",
      nullptr, nullptr);
  if (g_channel_error == nullptr) return false;
  const PyRef code(py.PyUnicode_FromString("ERR_EMBED_CHANNEL_DESTROYED"));
  return py.PyObject_SetAttrString(g_channel_error, "code", code.get()) == 0 &&
         py.PyModule_AddObjectRef(module, "ChannelError", g_channel_error) == 0;
}

namespace {

PyObject *make_error(fe_status code, const std::string &message) {
  const PyRef text(py.PyUnicode_FromStringAndSize(message.data(), static_cast<Py_ssize_t>(message.size())));
  if (!text) return nullptr;
  PyObject *error = py.PyObject_CallFunctionObjArgs(g_channel_error, text.get(), nullptr);
  if (error == nullptr) return nullptr;
  const PyRef value(py.PyUnicode_FromString(fe_status_code(code)));
  if (!value || py.PyObject_SetAttrString(error, "code", value.get()) != 0) py.PyErr_Clear();
  return error;
}

}  // namespace

PyObject *make_channel_error(fe_status status, const Channel *channel) {
  // A destroyed channel's code is the reason's: what the other side or the program's end gave.
  const fe_status reason = status == FE_CHANNEL_DESTROYED && channel != nullptr ? channel->reason() : status;
  return make_error(reason, describe(status, channel));
}

void raise_channel_error(fe_status status, const Channel *channel) {
  const PyRef error(make_channel_error(status, channel));
  if (error) py.PyErr_SetObject(g_channel_error, error.get());
}

void raise_channel_error_text(fe_status code, const std::string &text) {
  const PyRef error(make_error(code, text));
  if (error) py.PyErr_SetObject(g_channel_error, error.get());
}

void resolve_future(PyObject *future) {
  static PyObject *set_result = py.PyUnicode_InternFromString("set_result");
  const PyRef result(py.PyObject_CallMethodObjArgs(future, set_result, py._Py_NoneStruct, nullptr));
  if (!result) py.PyErr_Clear();  // cancelled meanwhile
}

void fail_future(PyObject *future, PyObject *error) {
  if (error == nullptr) {
    py.PyErr_Clear();
    return;
  }
  const PyRef result(py.PyObject_CallMethod(future, "set_exception", "O", error));
  if (!result) py.PyErr_Clear();
}

}  // namespace flet_embed
