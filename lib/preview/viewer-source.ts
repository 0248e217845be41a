/** Where the real clients are attached: a `Mirror`, seen from here. */

import type { Viewer, ViewerPort } from '../mirror/viewer.js';

export interface ViewerSource {
  /** A real client has connected; what it sends goes to `receive`. */
  attach(port: ViewerPort): Viewer;
}
