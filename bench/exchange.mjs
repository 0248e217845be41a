/** A message there and its answer, over a peer with a channel or with calls. */
export function exchangeWith({ channel, call }) {
  if (call !== undefined) return (message) => call(message);
  return async (message, options) => {
    await channel.send(message, options);
    return channel.receive();
  };
}

export function checkLength(answer, bytes) {
  if (answer?.byteLength !== bytes) throw new Error(`Expected ${bytes} bytes back but received ${answer?.byteLength}`);
}
