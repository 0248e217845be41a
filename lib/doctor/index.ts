/** Looks at the machine: what flet-embed needs, what is there, and how to mend it. */

export { type Check, type CheckName, type CheckStatus, isWell } from './check.js';
export { type DoctorOptions, diagnose, LOOKS } from './doctor.js';
