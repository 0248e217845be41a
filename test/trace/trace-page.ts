/** Takes the page of a trace apart, as a browser would, but without one. */

import { createContext, runInContext } from 'node:vm';
import type { Trace, TraceEntry } from '../../lib/trace/entry.js';

/** The functions of the page's script that know nothing of the page. */
export interface Viewer {
  treeAt(trace: Trace, index: number): string[];
  markedTree(trace: Trace, index: number): [line: string, mark: string][];
  fits(entry: TraceEntry, kinds: Set<string>, filter: string): boolean;
  readable(entry: TraceEntry): string;
  facts(entry: TraceEntry): string;
}

export interface TracePage {
  trace: Trace;
  viewer: Viewer;
  /** The page without its data. */
  frame: string;
}

export function readTracePage(html: string): TracePage {
  const scripts = [...html.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)].map(([, attributes, text]) => ({
    attributes: attributes!,
    text: text!,
  }));
  const data = scripts.filter(({ attributes }) => attributes.includes('type="application/json"'));
  const code = scripts.filter(({ attributes }) => !attributes.includes('type='));
  if (scripts.length !== 2 || data.length !== 1 || code.length !== 1) {
    throw new Error(`Expected the data and one script in the page but found ${scripts.length} scripts`);
  }
  const viewer = createContext({});
  runInContext(code[0]!.text, viewer);
  return {
    trace: JSON.parse(data[0]!.text) as Trace,
    viewer: viewer as unknown as Viewer,
    frame: html.replace(data[0]!.text, ''),
  };
}
