// What tests run inside of pages.

/** Reads an address in a mode of `fetch`. */
export async function read({ url, mode }) {
  try {
    return (await (await fetch(url, { mode, credentials: 'include' })).text()) || 'nothing';
  } catch {
    return 'refused';
  }
}

/** Sends something. */
export async function send({ url, init }) {
  try {
    const { type, status } = await fetch(url, init);
    return `${type} ${status}`;
  } catch {
    return 'refused';
  }
}

/** Adds an element that loads something. */
export function load({ name, attributes }) {
  return new Promise((resolve) => {
    const element = document.createElement(name);
    element.onload = () => resolve('loaded');
    element.onerror = () => resolve('refused');
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    document.body.append(element);
  });
}

/** Opens a WebSocket. */
export function connect(url) {
  return new Promise((resolve) => {
    const socket = new WebSocket(url);
    socket.onopen = () => resolve('open');
    socket.onclose = () => resolve('refused');
    // Of one that the page's own policy blocks nothing else is heard.
    document.addEventListener('securitypolicyviolation', () => resolve('refused'));
  });
}

/** Adds an element, and waits for nothing. */
export function append({ name, attributes }) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  document.body.append(element);
}

export function submitForm({ method, action }) {
  const form = document.createElement('form');
  Object.assign(form, { method, action });
  document.body.append(form);
  form.submit();
}

/** Opens a window, and keeps hold of it as far as it can. */
export function openWindow(url) {
  globalThis.opened = window.open(url);
}

/** Whether the window that was opened looks closed from here. */
export function isOpenedClosed() {
  return globalThis.opened.closed;
}

/** The channels of two colours of the page: of its text and of what is behind it. */
export function colours() {
  const { color, backgroundColor } = getComputedStyle(document.body);
  return [color, backgroundColor].map((each) => each.match(/\d+/g).slice(0, 3).map(Number));
}

export function mark() {
  globalThis.isMarked = true;
}

export function isMarked() {
  return 'isMarked' in globalThis;
}
