/** How the page of a trace looks: two panes side by side, one above the other on a phone. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --text: #1c2024; --dim: #60646c; --ground: #fff; --raised: #f3f4f6; --line: #d9dce1;
  --chosen: #dbe9ff; --accent: #0b5cd5; --bad: #b3261e; --added: #dcf5e1; --removed: #fbe1df;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e6e8eb; --dim: #9ba1a6; --ground: #16181a; --raised: #202427; --line: #363b40;
    --chosen: #1d3557; --accent: #7cb0ff; --bad: #ff8a80; --added: #17391f; --removed: #4a1f1c;
  }
}
* { box-sizing: border-box; }
html, body { height: 100%; margin: 0; }
body {
  display: grid; grid-template-rows: auto minmax(0, 1fr) auto;
  font: 14px/1.45 system-ui, sans-serif; color: var(--text); background: var(--ground);
}
header { padding: 8px 12px; border-bottom: 1px solid var(--line); }
h1 { margin: 0; font-size: 16px; overflow-wrap: anywhere; }
h2 { margin: 0 0 4px; font-size: 15px; overflow-wrap: anywhere; }
h3 { margin: 12px 0 4px; font-size: 13px; color: var(--dim); }
header p, #facts { margin: 0 0 6px; color: var(--dim); }
#tools { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; }
#filter { flex: 1 1 180px; max-width: 420px; }
#kinds { display: flex; flex-wrap: wrap; gap: 4px; }
input, button {
  font: inherit; color: inherit; background: var(--raised); border: 1px solid var(--line); border-radius: 6px;
  padding: 4px 8px; min-height: 32px;
}
button[aria-pressed="false"] { color: var(--dim); background: none; text-decoration: line-through; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
main { display: grid; grid-template-columns: minmax(280px, 2fr) 3fr; min-height: 0; }
#entries { margin: 0; padding: 0; list-style: none; overflow: auto; border-right: 1px solid var(--line); }
#entries li {
  display: grid; grid-template-columns: 72px 16px minmax(0, 1fr) auto; gap: 6px; padding: 3px 10px; cursor: default;
  content-visibility: auto; contain-intrinsic-size: auto 27px;
}
#entries li > * { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
#entries .at, #entries .size { color: var(--dim); font-variant-numeric: tabular-nums; text-align: right; }
#entries .step { font-weight: 600; background: var(--raised); }
#entries .console { font-family: ui-monospace, monospace; font-size: 12px; }
#entries .failed { color: var(--bad); }
#entries [aria-selected="true"] { background: var(--chosen); }
#details { overflow: auto; padding: 10px 12px; min-width: 0; }
pre {
  margin: 0; padding: 8px; overflow: auto; font: 12px/1.5 ui-monospace, monospace; background: var(--raised); border-radius: 6px;
}
#content { max-height: 45vh; white-space: pre-wrap; overflow-wrap: anywhere; }
#content:empty { display: none; }
#tree span { display: block; min-width: max-content; }
#tree .added { background: var(--added); }
#tree .removed { background: var(--removed); text-decoration: line-through; }
footer { padding: 4px 12px; border-top: 1px solid var(--line); color: var(--dim); font-size: 12px; }
@media (max-width: 720px) {
  main { grid-template-columns: 1fr; grid-template-rows: 42% minmax(0, 1fr); }
  #entries { border-right: 0; border-bottom: 1px solid var(--line); }
  #entries li { grid-template-columns: 64px 16px minmax(0, 1fr); padding: 7px 10px; }
  #entries .size, footer { display: none; }
}
`;
