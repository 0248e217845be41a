// Systems whose loader binds a library to its own dependencies anyway (macOS, Windows), and musl, which lacks the flag.
#include "dynamic_library.h"

namespace flet_embed {

bool deep_bind_possible() { return false; }

void prepare_deep_bind() {}

}  // namespace flet_embed
