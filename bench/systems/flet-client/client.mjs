import { FletClient } from 'flet-embed/flet';

/** As large as in the benchmark's own systems, so that an app lays out the same everywhere. */
export const PAGE = { width: 800, height: 600 };

/** A client over a channel to an app in a child; `{ client, close }`. The client ends with the app, as Flet does not with it. */
export async function fletClient(channel, child, end = () => {}) {
  const client = await FletClient.connect(channel, { page: PAGE });
  return {
    client,
    async close() {
      await child.stop();
      await end();
    },
  };
}
