import { constant, type MethodTable, record, stringArgument } from '../method.js';

/** What the user has allowed the app. */
export class Permissions {
  /** `granted`, `denied`, `permanentlyDenied`, `limited`, `provisional`, `restricted`, by Flet's name of the permission. */
  readonly statuses = new Map<string, string>();
  /** The status of every other permission; null where the platform does not know permissions. */
  others: string | null = 'granted';
  /** What the user answers when the app asks; a permission that is not listed keeps its status. */
  readonly requests = new Map<string, string>();

  status(permission: string): string | null {
    return this.statuses.get(permission) ?? this.others;
  }

  request(permission: string): string | null {
    const answer = this.requests.get(permission);
    if (answer !== undefined) this.statuses.set(permission, answer);
    return this.status(permission);
  }
}

export const PERMISSION_HANDLER: MethodTable = {
  get_status: ({ services }, _control, args) => services.permissions.status(stringArgument(args, 'permission')),
  request: (context, control, args) => {
    record(context, control, 'request', args);
    return context.services.permissions.request(stringArgument(args, 'permission'));
  },
  ...constant({ open_app_settings: true }),
};
