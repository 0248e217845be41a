import { checkLength, exchangeWith } from '../exchange.mjs';
import { Histogram } from '../histogram.mjs';

const BYTES = 64;

/** From nothing but a running Node to the first answer: once in a process. */
export default {
  name: 'cold-start',
  level: 'bytes',
  needs: 'round-trip',
  only: (system) => system.kind !== 'floor',
  explains:
    'from opening the transport in a fresh Node process to the first answer of Python: the JavaScript that it needs, interpreter, imports, connection. Once in each process, so the percentiles are over the repetitions',
  repetitions: {
    quick: { own: [2, 0], beside: [1, 0] },
    full: { own: [5, 0], beside: [3, 0] },
  },
  lengths: { quick: {}, full: {} },
  async measure({ system, where }) {
    const histogram = new Histogram();
    const from = performance.now();
    const peer = await system.open('echo', where);
    checkLength(await exchangeWith(peer)(new Uint8Array(BYTES)), BYTES);
    histogram.record((performance.now() - from) * 1e6);
    await peer.close();
    return [{ variant: null, bytes: BYTES, ...histogram.summary() }];
  },
};
