import axe from 'axe-core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, type BrowserContext, type Locator, type Page, chromium } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { strangers } from './controls.ts';
import { ORIGIN, PICTURES } from './stage.ts';

/** Long enough for two rounds of polling on a machine that is busy with other things. */
export const SOON = { timeout: 30_000, interval: 50 };

export interface Look {
  readonly width: 360 | 1440;
  readonly scheme: 'light' | 'dark';
}

export const LOOKS: readonly Look[] = ([360, 1440] as const).flatMap((width) => (['light', 'dark'] as const).map((scheme) => ({ width, scheme })));

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
const open = new Set<BrowserContext>();
let complaints: string[] = [];
let excuses: RegExp[] = [];

beforeAll(async () => {
  browser = await chromium.connect(inject('browser'));
});

afterAll(() => browser.close());

/** Whatever a spec looks at: nothing is asked of other hosts and nothing goes wrong in the console. */
afterEach(() => {
  const found = complaints.filter((each) => !excuses.some((excuse) => excuse.test(each)));
  [complaints, excuses] = [[], []];
  expect(found).toEqual([]);
});

/** Until the end of this spec such complaints are what the spec is about. */
export function excuse(complaint: RegExp): void {
  excuses.push(complaint);
}

type Manner = Partial<Look> & { readonly reducedMotion?: boolean };

/** Opens a ranking in a browser that has never been here. */
export async function visit(address: string, manner: Manner = {}): Promise<Page> {
  const page = await visitAny(address, manner);
  await settled(page);
  return page;
}

/** Opens any page in a browser that has never been here. */
export async function visitAny(address: string, { width = 1440, scheme = 'light', reducedMotion = false }: Manner = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: width === 360 ? 780 : 950 },
    colorScheme: scheme,
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
    hasTouch: width === 360,
    locale: 'en-GB',
    timezoneId: 'Europe/Warsaw',
  });
  open.add(context);
  context.setDefaultTimeout(SOON.timeout);
  const page = await context.newPage();
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== ORIGIN) complaints.push(`asked ${request.url()}`);
  });
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  await page.goto(ORIGIN + address);
  return page;
}

export async function leave(...pages: readonly Page[]): Promise<void> {
  for (const page of pages) {
    open.delete(page.context());
    await page.context().close();
  }
}

/** Waits until the page shows what its address asks for, or says why not. */
export async function settled(page: Page): Promise<void> {
  await page.locator('.live:not([data-state="loading"])').waitFor();
  await page.locator('.ranking.waiting:not([hidden])').waitFor({ state: 'detached' });
  await page.locator('.ranking:not([hidden]) .skeleton').first().waitFor({ state: 'detached' });
}

export const parameters = (page: Page): Record<string, string> => Object.fromEntries(new URL(page.url()).searchParams);

export const names = (page: Page): Promise<string[]> => page.locator('.ranking tbody:not(.skeleton) .name').allTextContents();

export const notice = (page: Page): Locator => page.locator('.notice h3');

/** Nobody is shut out: axe finds nothing, and nothing is wider than the window. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ['violations'] });
    return violations.map((each) => `${each.id}: ${each.nodes.map((node) => `${node.html} (${node.failureSummary})`).join(' | ')}`);
  });
  expect(violations.join("\n"), what).toBe("");
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), `${what}: wider than the window`).toBeLessThanOrEqual(0);
}

/** The same page in every look: accessible in each, with a picture of each, and no control unheard of. */
export async function inEveryLook(page: Page, name: string): Promise<void> {
  expect(await strangers(page), name).toEqual([]);
  for (const look of LOOKS) {
    await page.setViewportSize({ width: look.width, height: look.width === 360 ? 780 : 950 });
    await page.emulateMedia({ colorScheme: look.scheme });
    const picture = `${name}-${look.width}-${look.scheme}`;
    await expectAccessible(page, picture);
    await page.screenshot({ path: join(PICTURES, `${picture}.png`) });
  }
}
