// Makes the prebuilt addon of this system, unless its sources are unchanged: what a release collects from every system.

import { prebuild } from './setup/prebuild.mjs';
import { runSteps } from './setup/step.mjs';

process.exitCode = runSteps([prebuild]);
