/** Colours of the standard output: on terminals; `NO_COLOR` and `FORCE_COLOR` decide otherwise, by Commander's rules. */

import { Command } from 'commander';
import picocolors from 'picocolors';

export const colors = picocolors.createColors(new Command().configureOutput().getOutHasColors?.() ?? false);
