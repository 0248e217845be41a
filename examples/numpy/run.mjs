// Big arrays in both directions without a copy. Addresses, as numpy sees them, tell: memory that comes back to Python a second
// time lies where it lay the first time, and JavaScript has seen what Python wrote there.

import { fileURLToPath } from 'node:url';
import { allocate, Runtime } from 'flet-embed';

const COUNT = 8_000_000;

const pathOf = (relative) => fileURLToPath(new URL(relative, import.meta.url));

const runtime = await Runtime.start({ python: pathOf('../../.venv') });
try {
  const arrays = runtime.channel('arrays');
  const reports = runtime.channel('reports');
  const program = runtime.run({ script: pathOf('arrays.py') });
  const asNumbers = (bytes) => new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8);
  const nextReport = async () => Buffer.from(await reports.receive()).toString();

  /** Sends numbers to Python, which doubles what it may write to, and returns what comes back. */
  async function roundTrip(numbers, options) {
    const start = performance.now();
    await arrays.send(new Uint8Array(numbers.buffer), options);
    const address = await nextReport();
    const answer = await arrays.receive();
    const milliseconds = performance.now() - start;
    return { address, milliseconds, numbers: asNumbers(answer) };
  }

  console.log(`${(COUNT * 8) / 1e6} MB from allocate():`);
  const samples = new Float64Array(allocate(COUNT * 8).buffer);
  samples.fill(1.5);
  const first = await roundTrip(samples, { transfer: true });
  console.log(`  JavaScript keeps ${samples.byteLength} bytes of it after the send`);
  console.log(`  numpy works at ${first.address}; the first number comes back as ${first.numbers[0]}`);
  const second = await roundTrip(first.numbers, { transfer: true });
  console.log(`  numpy works at ${second.address}; the last number comes back as ${second.numbers[COUNT - 1]}`);
  console.log(`  the same memory: ${second.address === first.address}`);

  console.log('An array that numpy has made and hands over:');
  await arrays.send(Buffer.from('array, please'));
  const made = await nextReport();
  const handedOver = asNumbers(await arrays.receive());
  console.log(`  numpy made it at ${made}; its last number is ${handedOver.at(-1)}`);
  const back = await roundTrip(handedOver, { transfer: true });
  console.log(`  numpy works at ${back.address}; its last number comes back as ${back.numbers.at(-1)}`);
  console.log(`  the same memory: ${back.address === made}`);

  const copied = await roundTrip(second.numbers);
  console.log(
    `There and back: ${second.milliseconds.toFixed(2)} ms by transfer, ${copied.milliseconds.toFixed(2)} ms by copies`,
  );

  await Promise.all([arrays.close(), reports.close()]);
  console.log(`The program ended with code ${(await program.exit).code}`);
} finally {
  await runtime.stop();
}
