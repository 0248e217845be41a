// Prints the Python that the measurements will embed, as JSON.

import { Runtime } from 'flet-embed';

const { python } = JSON.parse(process.argv[2]);
const runtime = await Runtime.start({ python });
process.stdout.write(`${JSON.stringify(runtime.python)}\n`);
await runtime.stop();
