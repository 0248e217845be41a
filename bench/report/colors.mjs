// Colours are variables of the page's style, so that the dark scheme has its own. A system keeps its colour in every plot.

const FEATURED = [
  'embedded-thread',
  'embedded-asyncio',
  'unix-asyncio',
  'tcp-asyncio',
  'floor',
  'node-calls-python',
  'pythonia',
  'dart-bridge',
];

const OWNERS = { host: 'var(--host)', transport: 'var(--transport)', flet: 'var(--flet)' };

export const OTHER = 'var(--other)';

export function colorOf(transport) {
  const at = FEATURED.indexOf(transport);
  if (at !== -1) return `var(--series-${at})`;
  if (transport.startsWith('embedded-')) return 'var(--series-0)';
  return OTHER;
}

export function colorOfOwner(owner) {
  return OWNERS[owner];
}

export const OWNER_LEGEND = [
  { label: 'host (client)', color: OWNERS.host },
  { label: 'transport', color: OWNERS.transport },
  { label: "Flet's Python and the app", color: OWNERS.flet },
];

/** A legend of those among the transports that have a colour of their own, and of the others together. */
export function legendOf(transports) {
  const own = transports.filter((transport) => colorOf(transport) !== OTHER);
  const others = transports.length - own.length;
  return [
    ...own.map((transport) => ({ label: transport, color: colorOf(transport) })),
    ...(others === 0 ? [] : [{ label: `${others} others`, color: OTHER }]),
  ];
}
