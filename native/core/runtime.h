#pragma once

namespace flet_embed {

class Host;

// The host's thread: it ends; if it holds the runtime, that becomes free.
void runtime_host_gone(Host *host);

}  // namespace flet_embed
