import { fileURLToPath } from 'node:url';

const apps = fileURLToPath(new URL('../python/apps/', import.meta.url));

/** The size of a page, so that an app lays out the same everywhere. */
export const PAGE = { width: 800, height: 600 };

export const embeddedFlet = {
  name: 'embedded-flet',
  kind: 'embedded',
  level: 'app',
  title: 'unmodified Flet in this process, through `dart_bridge` and the headless client',
  capabilities: ['click', 'flet', 'stages', 'data-channel'],
  async openApp({ controls, python }) {
    const app = await openFlet({ script: `${apps}counter.py`, args: [String(controls)], python });
    const { client } = app;
    const button = await client.until(() => client.find((control) => control.get('content') === '+'));
    return {
      click: async () => {
        const patched = client.nextPatch();
        await client.click(button);
        await patched;
      },
      close: app.close,
    };
  },
  openFlet,
};

/**
 * Runs an app as a phone would. `wrap` may put something around the channel before the client gets it; `imports` are modules of
 * bench/python that the program imports first, `env` more variables for it, `output` takes what it prints.
 */
async function openFlet(options) {
  const { script, args = [], python, wrap = (channel) => channel, imports = [], output = 'inherit' } = options;
  const [{ Runtime }, { FletClient }] = await Promise.all([import('flet-embed'), import('flet-embed/flet')]);
  const path = [fileURLToPath(new URL('../python/', import.meta.url))];
  const runtime = await Runtime.start({ python, busyPoll: 0, path, output });
  const bridge = runtime.bridge();
  const env = {
    FLET_PLATFORM: 'linux',
    FLET_DART_BRIDGE_PORT: String(bridge.port),
    FLET_EMBED_IMPORT: imports.length === 0 ? undefined : imports.join(','),
    ...options.env,
  };
  const program = runtime.run({ script, args, env });
  const openDataChannel = () => {
    const channel = runtime.bridge();
    return { id: channel.port, channel };
  };
  const client = await FletClient.connect(wrap(bridge, runtime), { page: PAGE, openDataChannel });
  return {
    client,
    async close() {
      const { error } = await program.stop();
      await runtime.stop();
      if (error !== undefined) throw error;
    },
  };
}
