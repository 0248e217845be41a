// What a system can take part in: the words that the scenarios ask for.
//
// round-trip   role 'echo', or `call`: a message there and one back
// pipelined    several of them under way at once
// throughput   roles 'count' and 'produce': one direction
// unbatched    option `batched: false`: one write for each message
// large        role 'large': messages of any size, one way, answered with a short one
// take         role 'take': counts what comes, and says so when a message of no length asks
// load         options `burners` and `holdGilMs`: Python has other things to do at the same time
// click        `openApp`
// flet         `openFlet({ script, args })`: any app of Flet 1.0
// data-channel as flet; what an app sends through a data channel arrives
// page         `openPage({ controls })`: an app of Flet 1.0 in Flet's own Flutter client

/** A channel that carries messages both ways, to a native CPython. */
export const CHANNEL = Object.freeze(['round-trip', 'pipelined', 'throughput', 'large', 'take', 'load']);

/** One call, one answer. */
export const CALL = Object.freeze(['round-trip', 'pipelined', 'large', 'load']);

export const FLET = Object.freeze(['click', 'flet', 'data-channel']);

export const CAPABILITIES = Object.freeze([...CHANNEL, 'unbatched', ...FLET, 'page']);
