import { checkLength, exchangeWith } from '../exchange.mjs';
import { rateOnly } from '../histogram.mjs';
import { memoryOf } from '../process-tree.mjs';
import { repeat } from '../sampling.mjs';

const BYTES = 64;

/** What the process and its children occupy once messages have crossed. Nothing of it is a duration. */
export default {
  name: 'memory',
  level: 'bytes',
  needs: 'round-trip',
  only: (system) => system.kind !== 'floor',
  explains:
    'resident memory in MB after some thousand round trips and a collection: the host process, its children (where the transport has some), and what the host had before the transport was opened. Shared pages count in each process that maps them',
  modes: () => ['unpinned'],
  barMode: 'unpinned',
  repetitions: {
    quick: { own: [1, 0], beside: [0, 0] },
    full: { own: [2, 0], beside: [1, 0] },
  },
  lengths: { quick: { count: 2000, limitMs: 300 }, full: { count: 20_000, limitMs: 2000 } },
  async measure({ system, lengths, where }) {
    globalThis.gc();
    const before = memoryOf().host;
    const peer = await system.open('echo', where);
    const exchange = exchangeWith(peer);
    const message = new Uint8Array(BYTES).fill(1);
    const done = await repeat(lengths.count, lengths.limitMs, async () => checkLength(await exchange(message), BYTES));
    globalThis.gc();
    const { host, children } = memoryOf();
    await peer.close();
    const figures = { before_mb: before, host_mb: host, children_mb: children, total_mb: host + (children ?? 0) };
    return [{ variant: null, bytes: BYTES, ...rateOnly(null, done), ...figures }];
  },
};
