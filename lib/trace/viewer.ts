/**
 * The script of the page of a trace. It builds everything from text nodes; `view(trace, document)` starts it, the functions
 * above that know nothing of the page.
 */
export const VIEWER = String.raw`'use strict';
const NAMES = { step: 'steps', message: 'messages', frame: 'frames', console: 'console', problem: 'problems' };
const KINDS = Object.keys(NAMES);
const MARKS = { in: '←', out: '→' };
/** Beyond this, changed lines are not matched with each other. */
const MATCHING_LIMIT = 4000000;

/** The lines of the tree after the entry at an index; -1 is before the first. */
function treeAt(trace, index) {
  let lines = trace.tree;
  for (let i = 0; i <= index; i++) {
    const change = trace.entries[i].tree;
    if (change) lines = [...lines.slice(0, change.from), ...change.lines, ...lines.slice(change.from + change.removed)];
  }
  return lines;
}

/** The lines of the tree after an entry, each with '', 'added' or 'removed': removed ones stand where they were. */
function markedTree(trace, index) {
  const { tree: change } = trace.entries[index];
  const before = treeAt(trace, index - 1);
  if (!change) return before.map((line) => [line, '']);
  const old = before.slice(change.from, change.from + change.removed);
  return [
    ...before.slice(0, change.from).map((line) => [line, '']),
    ...markedLines(old, change.lines),
    ...before.slice(change.from + change.removed).map((line) => [line, '']),
  ];
}

/** The longest common run of lines stays unmarked. */
function markedLines(old, now) {
  const width = now.length + 1;
  if (old.length * width > MATCHING_LIMIT) {
    return [...old.map((line) => [line, 'removed']), ...now.map((line) => [line, 'added'])];
  }
  const common = new Uint32Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      common[i * width + j] = old[i] === now[j]
        ? common[(i + 1) * width + j + 1] + 1
        : Math.max(common[(i + 1) * width + j], common[i * width + j + 1]);
    }
  }
  const marked = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      marked.push([old[i++], '']);
      j++;
    } else if (j === now.length || (i < old.length && common[(i + 1) * width + j] >= common[i * width + j + 1])) {
      marked.push([old[i++], 'removed']);
    } else {
      marked.push([now[j++], 'added']);
    }
  }
  return marked;
}

/** Whether an entry is shown: its kind is, and every word of the filter stands in it, in whatever case. */
function fits(entry, kinds, filter) {
  if (!kinds.has(entry.kind)) return false;
  const words = filter.toLowerCase().split(/\s+/).filter((word) => word !== '');
  const text = (entry.summary + '\n' + (entry.content ?? '')).toLowerCase();
  return words.every((word) => text.includes(word));
}

/** Content for reading: JSON with line breaks; anything else as it is. */
function readable(entry) {
  const { content = '', cut = 0 } = entry;
  if (cut > 0) return content + '\n… ' + cut + ' more characters were not kept';
  if (entry.kind !== 'message' || content === '') return content;
  try {
    return JSON.stringify(JSON.parse(content), null, 2);
  } catch {
    return content;
  }
}

function seconds(milliseconds) {
  return (milliseconds / 1000).toFixed(3) + ' s';
}

function facts(entry) {
  const parts = ['at ' + seconds(entry.at), entry.kind];
  if (entry.direction) parts.push(entry.direction === 'in' ? 'from the app' : 'to the app');
  if (entry.bytes !== undefined) parts.push(entry.bytes + ' bytes');
  if (entry.kind === 'step') parts.push(entry.ended === undefined ? 'not ended' : 'took ' + seconds(entry.ended - entry.at));
  if (entry.failed && entry.kind === 'step') parts.push('failed');
  return parts.join(' · ');
}

function view(trace, document) {
  const $ = (id) => document.getElementById(id);
  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const kinds = new Set(KINDS);
  let shown = [];
  let chosen = -1;

  const rows = trace.entries.map((entry, index) => {
    const row = element('li', entry.kind + (entry.failed ? ' failed' : ''));
    row.id = 'entry-' + index;
    row.setAttribute('role', 'option');
    row.append(
      element('span', 'at', seconds(entry.at)),
      element('span', '', MARKS[entry.direction] ?? ''),
      element('span', '', entry.summary),
      element('span', 'size', entry.bytes === undefined ? '' : entry.bytes + ' B'),
    );
    row.addEventListener('click', () => choose(index));
    return row;
  });

  function choose(index) {
    if (rows[chosen]) rows[chosen].setAttribute('aria-selected', 'false');
    chosen = index;
    const entry = trace.entries[index];
    $('summary').textContent = entry ? entry.summary : 'Nothing to show';
    $('facts').textContent = entry ? facts(entry) : '';
    $('content').textContent = entry ? readable(entry) : '';
    const marked = entry ? markedTree(trace, index) : [];
    $('tree').replaceChildren(...marked.map(([line, mark]) => element('span', mark, line || ' ')));
    $('tree-title').textContent = entry && entry.tree ? 'Controls, with what this has changed' : 'Controls';
    if (!entry) return;
    rows[index].setAttribute('aria-selected', 'true');
    $('entries').setAttribute('aria-activedescendant', 'entry-' + index);
    rows[index].scrollIntoView({ block: 'nearest' });
    const first = $('tree').querySelector('.added, .removed');
    if (first) $('tree').scrollIntoView && ($('tree').scrollTop = first.offsetTop - $('tree').offsetTop - 40);
  }

  function refresh() {
    const filter = $('filter').value;
    shown = trace.entries.flatMap((entry, index) => (fits(entry, kinds, filter) ? [index] : []));
    $('entries').replaceChildren(...shown.map((index) => rows[index]));
    $('count').textContent = shown.length + ' of ' + trace.entries.length;
    if (!shown.includes(chosen)) choose(shown.length > 0 ? shown[0] : -1);
  }

  function move(by) {
    if (shown.length === 0) return;
    const place = shown.indexOf(chosen) + by;
    choose(shown[Math.max(0, Math.min(shown.length - 1, place))]);
  }

  function moveToProblem(by) {
    for (let place = shown.indexOf(chosen) + by; place >= 0 && place < shown.length; place += by) {
      if (trace.entries[shown[place]].failed) return choose(shown[place]);
    }
  }

  const KEYS = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    j: () => move(1),
    k: () => move(-1),
    PageDown: () => move(15),
    PageUp: () => move(-15),
    Home: () => move(-Infinity),
    End: () => move(Infinity),
    e: () => moveToProblem(1),
    E: () => moveToProblem(-1),
    '/': () => $('filter').focus(),
  };

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const { activeElement } = document;
    if (activeElement === $('filter')) {
      if (event.key === 'Escape') {
        if ($('filter').value === '') $('entries').focus();
        $('filter').value = '';
        refresh();
      } else if (event.key === 'Enter' || event.key === 'ArrowDown') {
        $('entries').focus();
      } else {
        return;
      }
    } else {
      // A pane that has the focus scrolls by itself.
      const scrolls = activeElement && activeElement.tagName === 'PRE' && event.key.length > 1;
      const act = scrolls ? undefined : KEYS[event.key];
      if (!act) return;
      act();
    }
    event.preventDefault();
  });
  $('filter').addEventListener('input', refresh);

  for (const kind of KINDS) {
    const count = trace.entries.filter((entry) => entry.kind === kind).length;
    if (count === 0) continue;
    const button = element('button', '', NAMES[kind] + ' ' + count);
    button.type = 'button';
    button.setAttribute('aria-pressed', 'true');
    button.addEventListener('click', () => {
      if (!kinds.delete(kind)) kinds.add(kind);
      button.setAttribute('aria-pressed', String(kinds.has(kind)));
      refresh();
    });
    $('kinds').append(button);
  }
  $('title').textContent = trace.title;
  const dropped = trace.dropped > 0 ? ' · the first ' + trace.dropped + ' entries were not kept' : '';
  $('about').textContent = trace.started.replace('T', ' ').slice(0, 19) + ' UTC' + dropped;
  refresh();
  const failure = trace.entries.findIndex((entry) => entry.failed);
  if (failure >= 0) choose(failure);
  $('entries').focus();
}

if (typeof document !== 'undefined') view(JSON.parse(document.getElementById('trace').textContent), document);
`;
