/** The `GestureDetector`: everything that a user can do with fingers and a mouse. */

import { drag, swipe } from './drags.js';
import type { GestureTable } from './gesture.js';
import { hover, pointAt, wheel } from './mouse.js';
import { pinch } from './scaling.js';
import { cancel, doubleTap, forcePress, multiTouch, otherTap, press, tap } from './taps.js';

export const DETECTOR_GESTURES: Readonly<Record<string, GestureTable>> = {
  GestureDetector: {
    click: tap,
    doubleClick: doubleTap,
    buttonClick: otherTap,
    longPress: press,
    cancel,
    multiTouch,
    forcePress,
    drag,
    swipe,
    pinch: (context, control, argument) => pinch(context, control, 'scale', argument),
    hover,
    pointAt,
    scroll: wheel,
  },
};
