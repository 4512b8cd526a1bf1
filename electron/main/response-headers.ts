/**
 * What the window's page may do, as headers of every response. The page of the built app has no connection to
 * anything but its own files; only while it is developed may it talk to the development server.
 */

type Policy = Readonly<Record<string, readonly string[]>>;

const pagePolicy: Policy = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'font-src': ["'self'"],
  'img-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
};

/** Strings become markup only through Svelte's own templates. */
const trustedTypes: Policy = {
  'require-trusted-types-for': ["'script'"],
  'trusted-types': ['svelte-trusted-html'],
};

function format(policy: Policy): string {
  return Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; ');
}

/** The content security policy of the built app. */
export const CONTENT_SECURITY_POLICY = format({ ...pagePolicy, ...trustedTypes });

/** The same with what hot replacement of modules and styles needs. */
export function developmentPolicy(server: URL): string {
  return format({
    ...pagePolicy,
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:'],
    'connect-src': ["'self'", `ws://${server.host}`],
  });
}

/**
 * Of the importer's page: its own scripts, and WebAssembly, in which a decoder is written. It shows nothing.
 */
const IMPORTER_POLICY = format({
  'default-src': ["'none'"],
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
});

const neverUsed = [
  'camera',
  'display-capture',
  'geolocation',
  'hid',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
];

/** Headers of every response of the built app. */
export const responseHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': neverUsed.map((feature) => `${feature}=()`).join(', '),
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

export const importerHeaders: Readonly<Record<string, string>> = {
  ...responseHeaders,
  'Content-Security-Policy': IMPORTER_POLICY,
};
