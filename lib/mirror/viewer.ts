/** A real client that shows the page, as the mirror and its host see each other. */

/** The way to one real client: one WebSocket, one binary message for each packet. */
export interface ViewerPort {
  /** Never throws; after `close` it does nothing. */
  send(packet: Uint8Array): void;
  close(): void;
}

/** What the host of a port tells the mirror. Neither throws, whatever the real client sends. */
export interface Viewer {
  /** A packet of the real client. It is kept only while it is on its way to the app. */
  receive(packet: Uint8Array): void;
  /** The connection is over. */
  detach(): void;
}
