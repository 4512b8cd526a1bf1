declare module 'jpeg-js/lib/decoder.js' {
  export default function decode(
    bytes: Uint8Array,
    options: {
      readonly useTArray: true;
      readonly formatAsRGBA: boolean;
      readonly tolerantDecoding: boolean;
      readonly maxMemoryUsageInMB: number;
    },
  ): { width: number; height: number; data: Uint8Array };
}
