/** The other side of a measurement: `{ channel, allocate, close }`. */
export async function openPeer(transport, role, { python, executable, batched }) {
  const [kind, loop] = transport.split('-');
  if (kind === 'embedded') {
    const { openEmbedded } = await import('./transports/embedded.mjs');
    return openEmbedded(loop, role, { python });
  }
  const { openUnix } = await import('./transports/unix.mjs');
  return openUnix(role, { executable, batched });
}
