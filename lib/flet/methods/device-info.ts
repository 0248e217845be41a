/** What an imaginary device tells about itself: for each platform every field without which Flet cannot build its answer. */

import type { Control } from '../control.js';
import { DateTime, type WireMap } from '../values.js';

const GIGABYTE = 2 ** 30;
const NAME = 'Headless device';

const LINUX: WireMap = { name: 'Linux', id: 'linux', pretty_name: 'Linux' };

const MACOS: WireMap = {
  active_cpus: 8,
  arch: 'arm64',
  computer_name: NAME,
  cpu_frequency: 0,
  host_name: 'Darwin',
  kernel_version: 'Darwin Kernel Version 24.0.0',
  major_version: 15,
  memory_size: 8 * GIGABYTE,
  minor_version: 0,
  model: 'Mac16,1',
  model_name: 'MacBook Pro',
  os_release: 'Version 15.0',
  patch_version: 0,
  system_guid: null,
};

const WINDOWS: WireMap = {
  computer_name: NAME,
  number_of_cores: 8,
  system_memory: 8192,
  user_name: 'user',
  major_version: 10,
  minor_version: 0,
  build_number: 22631,
  platform_id: 2,
  csd_version: '',
  service_pack_major: 0,
  service_pack_minor: 0,
  suit_mask: 256,
  product_type: 1,
  reserved: 0,
  build_lab: '22621.ni_release.220506-1250',
  build_lab_ex: '22621.1.amd64fre.ni_release.220506-1250',
  display_version: '23H2',
  edition_id: 'Professional',
  install_date: new DateTime('2024-01-01T00:00:00.000+00:00'),
  product_id: '00000-00000-00000-AAAAA',
  product_name: 'Windows 11 Pro',
  registered_owner: 'user',
  release_id: '2009',
  device_id: '{00000000-0000-0000-0000-000000000000}',
};

const ANDROID: WireMap = {
  available_ram_size: 4096,
  board: 'headless',
  bootloader: 'unknown',
  brand: 'generic',
  device: 'headless',
  display: 'headless',
  fingerprint: 'generic/headless/headless:15/HEADLESS/1:user/release-keys',
  free_disk_size: 32 * GIGABYTE,
  hardware: 'headless',
  host: 'localhost',
  id: 'HEADLESS',
  is_low_ram_device: false,
  is_physical_device: false,
  manufacturer: 'generic',
  model: NAME,
  name: NAME,
  physical_ram_size: 8192,
  product: 'headless',
  supported_32_bit_abis: [],
  supported_64_bit_abis: ['x86_64'],
  supported_abis: ['x86_64'],
  system_features: [],
  tags: 'release-keys',
  total_disk_size: 64 * GIGABYTE,
  type: 'user',
  version: {
    code_name: 'REL',
    incremental: '1',
    release: '15',
    sdk: 35,
    base_os: '',
    preview_sdk: 0,
    security_patch: '2024-09-05',
  },
};

const IOS: WireMap = {
  available_ram_size: 4096,
  free_disk_size: 32 * GIGABYTE,
  is_ios_app_on_mac: false,
  is_physical_device: false,
  localized_model: 'iPhone',
  model: 'iPhone',
  model_name: 'iPhone 16',
  name: NAME,
  physical_ram_size: 8192,
  system_name: 'iOS',
  system_version: '18.0',
  total_disk_size: 64 * GIGABYTE,
  utsname: {
    machine: 'iPhone17,3',
    node_name: 'localhost',
    release: '24.0.0',
    sys_name: 'Darwin',
    version: 'Darwin Kernel Version 24.0.0',
  },
  identifier_for_vendor: '00000000-0000-0000-0000-000000000000',
};

const WEB: WireMap = { browser_name: 'unknown', app_name: 'headless', language: 'en-US', languages: ['en-US'] };

const BY_PLATFORM: Readonly<Record<string, WireMap>> = {
  android: ANDROID,
  android_tv: ANDROID,
  ios: IOS,
  linux: LINUX,
  macos: MACOS,
  windows: WINDOWS,
};

/** The map that `get_device_info` answers for the platform that the page says it runs on. */
export function deviceInfo(page: Control): WireMap {
  const own = page.flag('web') ? WEB : (BY_PLATFORM[page.string('platform') ?? ''] ?? {});
  return { locales: [{ language_code: 'en', country_code: 'US', script_code: null }], ...own };
}
