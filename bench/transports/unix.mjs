import { CHANNEL } from '../systems/capabilities.mjs';
import { socketSystem } from '../systems/channels/socket-system.mjs';

/** What «over a Unix socket» means in the bars. */
export const unixAsyncio = socketSystem({
  name: 'unix-asyncio',
  title:
    'Python in a child process: `asyncio.Protocol` and frames by hand over a Unix socket, `node:net` on this side; both gather what is sent in one turn into one write, unless the variant says *unbatched*',
  kind: 'unix',
  script: 'socket_asyncio.py',
  capabilities: [...CHANNEL, 'unbatched'],
});
