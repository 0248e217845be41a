/** Gestures that are made twice: by a mouse and a keyboard on Flet's own client, and by the headless client. */

import type { Hand } from './hand.js';
import type { HeadlessUser } from './headless-user.js';

/** The page that the places of the controls are meant for: logical pixels. */
export const PAGE_SIZE = { width: 800, height: 600 } as const;

export interface Gesture {
  title: string;
  /** Where things are says `test/fixtures/gestures/app`. */
  real: (hand: Hand) => Promise<void>;
  headless: (user: HeadlessUser) => Promise<void>;
  /**
   * Its packets are a stream, such as the moves of a drag: of how many of them it consists is chance. Only the last of those
   * that are alike counts.
   */
  isStream: boolean;
}

/** The controls of one page, and what is done to them, one gesture after the other. */
export interface Family {
  /** The route of its page. */
  name: string;
  gestures: Gesture[];
}

type Hands = Pick<Gesture, 'real' | 'headless'>;

export const gesture = (title: string, hands: Hands): Gesture => ({ title, ...hands, isStream: false });
export const stream = (title: string, hands: Hands): Gesture => ({ title, ...hands, isStream: true });
