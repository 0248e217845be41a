// One measurement in a process of its own: takes its description as JSON in the first argument, prints its figures as JSON.

import { harness } from './scenarios/harness.mjs';
import { large } from './scenarios/large.mjs';
import { roundTrip } from './scenarios/round-trip.mjs';
import { sendUnderLoad } from './scenarios/send-under-load.mjs';
import { throughput } from './scenarios/throughput.mjs';

const SCENARIOS = { 'round-trip': roundTrip, throughput, large, 'send-under-load': sendUnderLoad, harness };

const { scenario, ...rest } = JSON.parse(process.argv[2]);
const figures = await SCENARIOS[scenario](rest);
process.stdout.write(`${JSON.stringify(figures)}\n`);
