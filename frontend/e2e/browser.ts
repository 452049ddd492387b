import { type BrowserServer, chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    browser: string;
  }
}

/** Chromium must not talk to anybody by itself, and has neither a sandbox nor a GPU in a container. */
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** Starts the system's Chromium, with an empty profile, once for all specs. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server: BrowserServer = await chromium.launchServer({ executablePath: process.env['STRIDE_CHROMIUM'] ?? '/usr/bin/chromium', args: FLAGS });
  project.provide('browser', server.wsEndpoint());
  return () => server.close();
}
