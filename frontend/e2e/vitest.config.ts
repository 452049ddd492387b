import { defineConfig } from 'vitest/config';

/**
 * The page in a browser against a running installation. Somebody else starts that and names it in
 * the environment (stage.ts). All specs share it and some stop parts of it, so that nothing runs
 * beside anything else.
 */
export default defineConfig({
  test: {
    include: ['e2e/specs.ts'],
    environment: 'node',
    globalSetup: 'e2e/browser.ts',
    testTimeout: 90_000,
    hookTimeout: 90_000,
  },
});
