/** Tiles and panels that unfold. */

import type { GestureTable } from './gesture.js';

const tile: GestureTable = {
  click: (context, control) => {
    const expanded = !control.flag('expanded');
    context.update(control, { expanded });
    context.emit(control, 'change', expanded);
  },
};

/** The list tells, not the panel. A click means the arrow, or the header where that can be tapped. */
const panel: GestureTable = {
  click: (context, control) => {
    const expanded = !control.flag('expanded');
    context.update(control, { expanded });
    const { parent } = control;
    if (parent?.type !== 'ExpansionPanelList') return;
    const index = parent.children('controls').indexOf(control);
    context.emit(parent, 'change', { index, expanded, data: index });
  },
};

export const EXPANSION_GESTURES: Readonly<Record<string, GestureTable>> = {
  ExpansionPanel: panel,
  ExpansionTile: tile,
};
