import { describe, expect, test, vi } from 'vitest';

// Only the functions that talk to Electron need it.
vi.mock('electron', () => ({ app: {}, protocol: {} }));
const { isAllowedRequest } = await import('./security.ts');

const server = new URL('http://localhost:5173');

describe('requests', () => {
  test.each([
    'app://epoch-lab/index.html',
    'devtools://devtools/bundled/a.js',
    'data:,x',
    'blob:app://epoch-lab/1',
  ])('to %s are allowed', (address) => {
    expect(isAllowedRequest(address, null)).toBe(true);
  });

  test.each([
    'https://example.org/',
    'http://localhost:5173/main.ts',
    'ws://localhost:5173/',
    'http://127.0.0.1/',
    'file:///etc/passwd',
    'ftp://example.org/',
    'app://elsewhere/index.html',
    'app://epoch-lab:99/index.html',
    'chrome-extension://abc/a.js',
  ])('to %s are not', (address) => {
    expect(isAllowedRequest(address, null)).toBe(false);
  });

  test('reach the development server, and no other, while there is one', () => {
    expect(isAllowedRequest('http://localhost:5173/main.ts', server)).toBe(true);
    expect(isAllowedRequest('ws://localhost:5173/?token=1', server)).toBe(true);
    expect(isAllowedRequest('https://localhost:5173/', server)).toBe(false);
    expect(isAllowedRequest('http://localhost:9000/', server)).toBe(false);
    expect(isAllowedRequest('https://example.org/', server)).toBe(false);
  });
});
