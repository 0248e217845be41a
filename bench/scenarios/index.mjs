// The scenarios, in the order of the report.
//
// Each is `{ name, level, needs?, only?, section?, explains, variants?, modes?, barMode?, repetitions, lengths, measure }`. A system
// takes part when it is of the level, has the capability that the scenario needs, and `only(system)` holds. `section` is where the
// report shows it, when that is not its level. `repetitions.quick` and `.full` say how often for our own systems and for those
// beside them: `[in the mode where the bars apply, in the other one]`. `measure({ system, variant, mode, lengths, where })` runs in a
// process of its own and resolves with rows.

import click from './click.mjs';
import coldStart from './cold-start.mjs';
import drawing from './drawing.mjs';
import fixedRate from './fixed-rate.mjs';
import framePaced from './frame-paced.mjs';
import harness from './harness.mjs';
import imageStream from './image-stream.mjs';
import large from './large.mjs';
import memory from './memory.mjs';
import pipelined from './pipelined.mjs';
import realClient from './real-client.mjs';
import roundTrip from './round-trip.mjs';
import sendUnderLoad from './send-under-load.mjs';
import sizes from './sizes.mjs';
import stages from './stages.mjs';
import stall from './stall.mjs';
import throughput from './throughput.mjs';
import typing from './typing.mjs';

export const SCENARIOS = [
  roundTrip,
  pipelined,
  throughput,
  large,
  sizes,
  fixedRate,
  framePaced,
  sendUnderLoad,
  stall,
  coldStart,
  memory,
  harness,
  click,
  drawing,
  typing,
  imageStream,
  stages,
  realClient,
];
