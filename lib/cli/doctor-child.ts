/** The program of the process that examines a Python: the order comes as JSON in the first argument. */

import { type ExaminationOrder, examine } from '../doctor/examination.js';

// Nobody is left who waits for it.
process.once('disconnect', () => process.exit());
const order = JSON.parse(process.argv[2]!) as ExaminationOrder;
await examine(order, (part) => new Promise((resolve) => process.send!(part, () => resolve())));
process.disconnect();
