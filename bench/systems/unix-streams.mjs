import { CHANNEL } from './capabilities.mjs';
import { socketSystem } from './channels/socket-system.mjs';

export default socketSystem({
  name: 'unix-streams',
  title: 'Python in a child process: frames by hand over the streams of asyncio, a Unix socket',
  kind: 'unix',
  script: 'socket_streams.py',
  capabilities: CHANNEL,
});
