/** The program of the process that walks one app: the order comes as JSON in the first argument. */

import { type AppRun, runApp } from '../smoke/app-run.js';

const run = JSON.parse(process.argv[2]!) as AppRun;
await runApp(run, (message) => process.send?.(message));
// What the app has left behind, threads for one, must not keep the process.
process.disconnect?.();
process.exit(0);
