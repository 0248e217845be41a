// One measurement in a process of its own: takes its description as JSON in the first argument, prints its rows as JSON.

import { systemNamed } from './registry.mjs';

const { scenario: name, transport, variant, mode, quick, where } = JSON.parse(process.argv[2]);
// Not by way of the index: what other scenarios import must not show in the figures of this one.
const { default: scenario } = await import(`./scenarios/${name}.mjs`);
const system = await systemNamed(transport);
const lengths = scenario.lengths[quick ? 'quick' : 'full'];
const rows = await scenario.measure({ system, variant, mode, lengths, where });
// Written whole before the process ends, whatever a system has left behind that would keep it alive.
process.stdout.write(`${JSON.stringify({ rows })}\n`, () => process.exit());
