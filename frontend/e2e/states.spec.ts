import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { CONTROLS } from './controls.ts';
import { excuse, inEveryLook, leave, notice, settled, visit } from './visit.ts';

/** What is looked at, and what must be there to see. */
const STATES: Record<string, { readonly address: string; readonly shows: (page: Page) => Promise<void> }> = {
  ranking: { address: '/?board=athletes&period=all', shows: (page) => page.getByText('1 – 50').waitFor() },
  departments: { address: '/?board=departments&period=year', shows: (page) => page.locator('.ranking .name').first().waitFor() },
  detail: { address: '/?board=athletes&period=day', shows: openDetail },
  filtered: { address: '/?board=athletes&period=day&sport=Walk&q=a', shows: openFilters },
  empty: { address: '/?board=athletes&period=day&date=1999-01-01', shows: says('No counted activities') },
  future: { address: '/?board=athletes&period=week&date=2099-01-01', shows: says('has not begun') },
  'unknown-board': { address: '/?board=nope&period=week', shows: says('There is no board') },
  'bad-address': { address: '/?board=athletes&period=day&date=garbage', shows: says('is not possible') },
};

describe('at 360 and 1440 px, light and dark, accessible', () => {
  for (const [name, { address, shows }] of Object.entries(STATES)) {
    test(name, async () => {
      excuse(/status of (400|404)/);
      // Motion would blur contrasts and pictures; live.spec.ts has it.
      const page = await visit(address, { reducedMotion: true });
      await shows(page);
      await inEveryLook(page, name);
      await leave(page);
    });
  }

  test('light and dark differ', async () => {
    const page = await visit('/');
    const background = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await background();
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await background()).not.toBe(light);
    await leave(page);
  });
});

function says(text: string): (page: Page) => Promise<void> {
  return async (page) => expect(await notice(page).textContent()).toContain(text);
}

async function openDetail(page: Page): Promise<void> {
  await page.locator(CONTROLS['row name']).nth(3).click();
  await page.locator('dialog').getByText('Ahead of').waitFor();
}

async function openFilters(page: Page): Promise<void> {
  await page.setViewportSize({ width: 360, height: 780 });
  await page.locator(CONTROLS['filter toggle']).click();
  await settled(page);
}
