import { CHANNEL } from './capabilities.mjs';
import { socketSystem } from './channels/socket-system.mjs';

export default socketSystem({
  name: 'tcp-asyncio',
  title: 'Python in a child process: `asyncio.Protocol` and frames by hand over TCP on the loopback',
  kind: 'tcp',
  script: 'socket_asyncio.py',
  capabilities: [...CHANNEL, 'unbatched'],
});
