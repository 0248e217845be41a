import { CHANNEL } from './capabilities.mjs';
import { socketSystem } from './channels/socket-system.mjs';

export default socketSystem({
  name: 'tcp-streams',
  title: 'Python in a child process: frames by hand over the streams of asyncio, TCP on the loopback',
  kind: 'tcp',
  script: 'socket_streams.py',
  capabilities: CHANNEL,
});
