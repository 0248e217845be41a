import { openScript } from '../flet-app.mjs';
import { Histogram } from '../histogram.mjs';

const RATE = 30;
const WIDTH = 640;
const HEIGHT = 480;
/** Flet's own, in front of the pixels. */
const HEADER = 9;

/** Frames of raw pixels from a Flet app to the client, through a data channel. */
export default {
  name: 'image-stream',
  level: 'app',
  needs: 'data-channel',
  explains: `${RATE} frames a second of ${WIDTH} × ${HEIGHT} raw pixels through a data channel: from the moment at which Python was to send a frame until the client has it. \`late\` counts frames that came after the next one was due`,
  repetitions: {
    quick: { own: [1, 0], beside: [0, 0] },
    full: { own: [2, 1], beside: [1, 0] },
  },
  lengths: {
    quick: { warmUp: 10, count: 45 },
    full: { warmUp: 30, count: 180 },
  },
  async measure({ system, lengths: { warmUp, count }, where }) {
    const app = await openScript(system, 'images', [RATE, WIDTH, HEIGHT], where);
    const histogram = new Histogram();
    let index = 0;
    let late = 0;
    const begun = performance.now();
    await new Promise((resolve, reject) => {
      app.client.on('end', (error) => reject(error ?? new Error('The app ended before its last frame')));
      app.client.on('frame', ({ bytes }) => {
        const now = process.hrtime.bigint();
        if (bytes.length !== HEADER + WIDTH * HEIGHT * 4) return reject(new Error(`A frame of ${bytes.length} bytes`));
        const due = Buffer.from(bytes.buffer, bytes.byteOffset + HEADER, 8).readBigUInt64LE();
        if (index++ < warmUp) return;
        if (index > warmUp + count) return resolve();
        const took = Number(now - due);
        histogram.record(took);
        if (took > 1e9 / RATE) late++;
      });
    });
    const perSecond = (index - 1) / ((performance.now() - begun) / 1000);
    await app.close();
    return [{ variant: null, bytes: WIDTH * HEIGHT * 4, ...histogram.summary(), per_second: perSecond, late }];
  },
};
