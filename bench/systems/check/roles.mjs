// Small runs of every role, to see that a system keeps the contract. Nothing is measured.

const TRIPS = 100;
const MESSAGES = 1000;
const LARGE = 1 << 20;
const SHORT = 64;

/** By capability: what to open, and what to do with it. */
export const CHECKS = {
  'round-trip': { role: 'echo', run: (system) => inTurn(TRIPS, () => echoed(system, message(SHORT))) },
  pipelined: { role: 'echo', run: pipelined },
  'throughput to Python': { role: 'count', run: count },
  'throughput from Python': { role: 'produce', run: produce },
  large: { role: 'large', run: (system) => large(system, 'copy') },
  transfer: { role: 'large', run: (system) => large(system, 'transfer') },
  take: { role: 'take', run: take },
  load: { role: 'echo', options: { burners: 1 }, run: (system) => inTurn(3, () => echoed(system, message(SHORT))) },
};

export function checksOf(capabilities) {
  return Object.keys(CHECKS).filter((name) => capabilities.includes(name.split(' ')[0]));
}

function message(bytes) {
  return new Uint8Array(bytes).map((_, at) => (at * 7 + bytes) % 256);
}

async function inTurn(count, act) {
  for (let i = 0; i < count; i++) await act(i);
}

/** One message there and the answer back, whatever the system's shape. */
async function exchange({ channel, call }, data, options) {
  if (call !== undefined) return call(data);
  await channel.send(data, options);
  return channel.receive();
}

async function echoed(system, data) {
  expectSame(await exchange(system, data), data);
}

async function pipelined(system) {
  const sent = Array.from({ length: TRIPS }, (_, i) => message(i + 1));
  if (system.call !== undefined) {
    const answers = await Promise.all(sent.map((data) => system.call(data)));
    for (const [i, answer] of answers.entries()) expectSame(answer, sent[i]);
    return;
  }
  for (const data of sent) await system.channel.send(data);
  for (const data of sent) expectSame(await system.channel.receive(), data);
}

async function count({ channel }) {
  await channel.send(text(MESSAGES));
  for (let i = 0; i < MESSAGES; i++) await channel.send(message(SHORT));
  expectBytes(await channel.receive(), SHORT);
}

async function produce({ channel }) {
  await channel.send(text(MESSAGES));
  let received = 0;
  for await (const data of channel) {
    expectBytes(data, SHORT);
    if (++received === MESSAGES) break;
  }
}

async function large(system, kind) {
  const transfer = kind === 'transfer';
  const made = (bytes) => (transfer ? system.allocate(bytes) : new Uint8Array(bytes));
  const options = transfer ? { transfer } : undefined;
  expectBytes(await exchange(system, made(LARGE).fill(1), options), SHORT);
  expectBytes(await exchange(system, text(`${kind} ${LARGE}`)), SHORT);
  expectBytes(await exchange(system, made(SHORT).fill(0), options), SHORT);
  const request = made(SHORT).fill(0);
  request[0] = 1;
  const answer = await exchange(system, request, options);
  expectBytes(answer, LARGE);
  if (answer[0] !== 1 || answer[LARGE - 1] !== 1) throw new Error('The large message did not arrive whole');
}

async function take({ channel }) {
  await inTurn(TRIPS, () => channel.send(message(SHORT)));
  await channel.send(new Uint8Array(0));
  const taken = Number(Buffer.from(await channel.receive()).toString());
  if (taken !== TRIPS) throw new Error(`Expected ${TRIPS} messages to arrive but ${taken} did`);
}

function text(value) {
  return Buffer.from(String(value));
}

function expectBytes(data, bytes) {
  if (data.byteLength !== bytes) throw new Error(`Expected ${bytes} bytes but received ${data.byteLength}`);
}

function expectSame(received, sent) {
  if (Buffer.compare(received, sent) !== 0)
    throw new Error(`Expected ${shown(sent)} back but received ${shown(received)}`);
}

function shown(data) {
  return `${data.byteLength} bytes (${Buffer.from(data).subarray(0, 8).toString('hex')}…)`;
}
