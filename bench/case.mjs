// One measurement in a process of its own: takes its description as JSON in the first argument, prints its rows as JSON.

import { systemNamed } from './registry.mjs';
import { SCENARIOS } from './scenarios/index.mjs';

const { scenario: name, transport, variant, mode, quick, where } = JSON.parse(process.argv[2]);
const scenario = SCENARIOS.find((each) => each.name === name);
const system = await systemNamed(transport);
const lengths = scenario.lengths[quick ? 'quick' : 'full'];
const rows = await scenario.measure({ system, variant, mode, lengths, where });
// Written whole before the process ends, whatever a system has left behind that would keep it alive.
process.stdout.write(`${JSON.stringify({ rows })}\n`, () => process.exit());
