import type { AppBridge } from '../electron/shared/contract.ts';

declare global {
  interface Window {
    /** Exposed by the preload script. */
    readonly epochLab: AppBridge;
  }
}
