// Status codes as text. Every function here may be called from any thread.
#include "flet_embed.h"

extern "C" uint32_t fe_abi_version(void) { return FE_ABI_VERSION; }

extern "C" const char *fe_status_code(fe_status status) {
  switch (status) {
#define XX(name, value, code, text) \
  case FE_##name:                   \
    return code;
    FE_STATUS_MAP(XX)
#undef XX
  }
  return "ERR_EMBED_UNKNOWN";
}

extern "C" const char *fe_status_message(fe_status status) {
  switch (status) {
#define XX(name, value, code, text) \
  case FE_##name:                   \
    return text;
    FE_STATUS_MAP(XX)
#undef XX
  }
  return "unknown status";
}
