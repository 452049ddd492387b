import { defineConfig } from 'vitest/config';
import { mockApi } from './dev/mock/plugin.ts';

/** What a strict deployment sends; preview uses it so that a violation shows up here first. */
const CSP = "default-src 'self'";

/** With STRIDE_API set (an address), the dev server talks to a real query service, else to the mock. */
const api = process.env['STRIDE_API'];
const mocked = !api && !process.env['VITEST'];

export default defineConfig({
  plugins: mocked ? [mockApi()] : [],
  server: { host: '127.0.0.1', proxy: api ? { '/api': api } : {} },
  preview: { host: '127.0.0.1', headers: { 'Content-Security-Policy': CSP } },
  build: {
    outDir: 'target/classes/web',
    emptyOutDir: true,
    target: 'es2022',
    // Everything is a file of its own origin: no data: addresses, no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: ['index.html', 'ops.html'] },
  },
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    // In the form and the place in which `./stride test` counts the Java tests.
    reporters: ['default', ['junit', { outputFile: 'target/surefire-reports/TEST-frontend.xml' }]],
  },
});
