/**
 * The script that every page of the preview runs beside Flutter: it shows what `PageEvents` tells. All text of the app goes in
 * through `textContent`.
 */
export const PAGE_SCRIPT = `(() => {
  'use strict';

  const STYLE = \`
    dialog {
      box-sizing: border-box; width: min(960px, calc(100vw - 32px)); max-height: calc(100vh - 32px); padding: 20px;
      border: 1px solid #d93025; border-radius: 8px; background: #fff; color: #202124;
      font: 14px system-ui, sans-serif; user-select: text; -webkit-user-select: text; touch-action: auto; cursor: auto;
    }
    dialog::backdrop { background: rgb(0 0 0 / 40%); }
    h1 { margin: 0 0 12px; font-size: 16px; color: #d93025; }
    pre { margin: 0 0 16px; max-height: 60vh; overflow: auto; font: 12px ui-monospace, monospace; white-space: pre-wrap; }
    button { margin-right: 8px; padding: 6px 16px; font: inherit; cursor: pointer; }
    @media (prefers-color-scheme: dark) {
      dialog { background: #202124; color: #e8eaed; color-scheme: dark; }
      h1 { color: #f28b82; }
    }
  \`;

  let host;

  function clear() {
    host?.remove();
    host = undefined;
  }

  function button(label, action) {
    const element = document.createElement('button');
    element.textContent = label;
    element.addEventListener('click', action);
    return element;
  }

  function show(heading, text, buttons) {
    clear();
    host = document.createElement('flet-embed-message');
    const root = host.attachShadow({ mode: 'open' });
    const style = document.createElement('style');
    style.textContent = STYLE;
    const dialog = document.createElement('dialog');
    const title = document.createElement('h1');
    title.id = 'title';
    title.textContent = heading;
    dialog.setAttribute('aria-labelledby', 'title');
    const trace = document.createElement('pre');
    trace.textContent = text;
    dialog.append(title, trace, ...buttons);
    root.append(style, dialog);
    document.body.append(host);
    // What is typed here is not the app's.
    for (const type of ['keydown', 'keyup', 'keypress']) dialog.addEventListener(type, (event) => event.stopPropagation());
    const own = host;
    dialog.addEventListener('close', () => { if (host === own) clear(); });
    dialog.showModal();
  }

  function restart(event) {
    event.target.disabled = true;
    fetch(new URL('restart', document.baseURI), { method: 'POST' }).catch(() => { event.target.disabled = false; });
  }

  function receive({ kind, text, canRestart }) {
    const hide = button('Hide', clear);
    const again = canRestart ? [button('Restart', restart)] : [];
    if (kind === 'reload') location.reload();
    else if (kind === 'clear') clear();
    else if (kind === 'error') show('The app has an error', text, [hide]);
    else if (kind === 'crashed') show('The app has crashed', text, [...again, hide]);
  }

  const address = new URL('events', document.baseURI);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  let wait = 500;

  function connect() {
    const socket = new WebSocket(address);
    socket.addEventListener('open', () => { wait = 500; });
    socket.addEventListener('message', (event) => receive(JSON.parse(event.data)['flet-embed']));
    socket.addEventListener('close', () => {
      setTimeout(connect, wait);
      wait = Math.min(2 * wait, 10_000);
    });
  }

  connect();
})();
`;
