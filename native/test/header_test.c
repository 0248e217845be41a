/* flet_embed.h compiles as C17 and its option structs can be filled in plainly. */
#include "flet_embed.h"

extern fe_status header_test_start(fe_host host, fe_runtime *runtime);

fe_status header_test_start(fe_host host, fe_runtime *runtime) {
  fe_runtime_options options = {.size = sizeof options, .package_path = "python", .output = FE_OUTPUT_INHERIT};
  return fe_runtime_start(host, &options, runtime);
}
