import { type MethodTable, recorded } from '../method.js';

/** What the user has agreed to. */
export class AdConsent {
  /** `notRequired`, `obtained`, `required`, `unknown`. */
  status = 'notRequired';
  /** `notRequired`, `required`, `unknown`. */
  privacyOptions = 'notRequired';
  formAvailable = false;
  canRequestAds = true;
}

export const INTERSTITIAL_AD: MethodTable = recorded('show');

export const CONSENT_MANAGER: MethodTable = {
  is_consent_form_available: ({ services }) => services.adConsent.formAvailable,
  can_request_ads: ({ services }) => services.adConsent.canRequestAds,
  get_consent_status: ({ services }) => services.adConsent.status,
  get_privacy_options_requirement_status: ({ services }) => services.adConsent.privacyOptions,
  ...recorded(
    'request_consent_info_update',
    'load_and_show_consent_form_if_required',
    'show_privacy_options_form',
    'reset',
  ),
};
