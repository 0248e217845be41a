/**
 * What the vitest projects of the other transports load first: each test there starts a Python of its own, on a machine that has
 * other things to do. The limits only turn a hang into a failure.
 */

import { DEFAULT_LAUNCH_TIMEOUTS } from '../../lib/launch/options.js';

Object.assign(DEFAULT_LAUNCH_TIMEOUTS, { launch: 55_000, action: 30_000, assertion: 30_000 });
