import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { control } from './controls.ts';
import { ADMIN, PICTURES, type Ranking, api, storeRules } from './stage.ts';
import { SOON, excuse, inEveryLook, leave, visitAny } from './visit.ts';

const FORMER = 'browser-1';
const OTHER = 'browser-2';

/** Deriving a year anew takes some seconds, on a busy machine many. */
const DERIVED = { timeout: 120_000 };

const ranking = (): Promise<Ranking> => api<Ranking>('/rankings/athletes?period=all');
const generation = (page: Page, id: number): ReturnType<Page['locator']> => page.locator('.generation').filter({ hasText: `Generation ${id}` });
const badge = (page: Page, id: number): ReturnType<Page['locator']> => generation(page, id).locator('.badge');

describe('rules are changed', () => {
  let page: Page;
  let former: Ranking;

  beforeAll(async () => {
    await storeRules(OTHER, { like: FORMER, word: 'per: km, value: 1.0', becomes: 'per: km, value: 9.5' });
    former = await ranking();
    page = await visitAny('/ops', { reducedMotion: true });
    page.on('dialog', (dialog) => void dialog.accept());
  });

  afterAll(() => leave(page));

  test('a wrong token opens nothing', async () => {
    excuse(/status of 401/);
    await control(page, 'admin token').fill('not-the-token');
    await control(page, 'enter').click();
    await expect.poll(() => page.locator('.notice').textContent(), SOON).toMatch(/token/i);
    expect(await page.locator('.generations').count()).toBe(0);
    await inEveryLook(page, 'ops-login');
  });

  test('the right one shows the generations', async () => {
    await control(page, 'admin token').fill(ADMIN);
    await control(page, 'enter').click();
    await expect.poll(() => badge(page, 1).textContent(), SOON).toBe('active');
    expect(await page.locator('.notice').isHidden()).toBe(true);
  });

  test('another generation is derived beside it', async () => {
    await control(page, 'rule set to derive').selectOption(OTHER);
    await control(page, 'source to derive from').selectOption('catalogue');
    await control(page, 'derive').click();
    await generation(page, 2).locator('.badge:text-is("ready")').waitFor(DERIVED);
    expect((await ranking()).entries).toEqual(former.entries);
  }, DERIVED.timeout);

  test('a preview shows what would change, in the width that there is', async () => {
    await control(page, 'generation preview').click();
    await page.locator('.moves tbody tr').first().waitFor();
    await control(page, 'preview board').selectOption('athletes');
    await control(page, 'preview period').selectOption('all');
    await expect.poll(() => page.locator('.moves tbody tr').count(), SOON).toBe(20);
    await expect.poll(() => page.locator('.facts').textContent(), SOON).toMatch(/^[1-9]\d* rise, [1-9]\d* fall, 0 enter, 0 leave/);
    await control(page, 'preview more').click();
    await expect.poll(() => page.locator('.moves tbody tr').count(), SOON).toBe(40);
    await control(page, 'preview departments').click();
    await page.evaluate(() => scrollTo(0, 0));
    await inEveryLook(page, 'ops-preview');

    await page.setViewportSize({ width: 360, height: 780 });
    const chart = page.locator('.slope:visible');
    expect(await chart.count()).toBe(1);
    await chart.scrollIntoViewIfNeeded();
    const spilt = await chart.evaluate((svg) => {
      const frame = svg.getBoundingClientRect();
      return [...svg.querySelectorAll('text')].filter((text) => text.getBoundingClientRect().right > frame.right + 1 || text.getBoundingClientRect().left < frame.left - 1).map((text) => text.textContent);
    });
    expect(spilt).toEqual([]);
    await chart.screenshot({ path: join(PICTURES, 'ops-chart-360.png') });
    await page.setViewportSize({ width: 1440, height: 950 });
  }, DERIVED.timeout);

  test('the table can be scrolled by keys', async () => {
    await control(page, 'preview table').focus();
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('scroll');
  });

  test('what the preview said is what promoting brings', async () => {
    const first = page.locator('.moves tbody tr').first();
    const name = (await first.locator('th').evaluate((cell) => cell.firstChild?.textContent)) ?? '';
    const said = (await first.locator('.number').textContent()) ?? '';
    await control(page, 'generation promote').click();
    await expect.poll(() => badge(page, 2).textContent(), SOON).toBe('active');

    const value = async (): Promise<number | undefined> => (await api<Ranking>(`/rankings/athletes?period=all&q=${encodeURIComponent(name)}`)).entries.find((entry) => entry.member.name === name)?.value;
    await expect.poll(async () => new Intl.NumberFormat('en', { maximumFractionDigits: 3 }).format((await value()) ?? -1), SOON).toBe(said.split(' → ')[1]);
    await expect.poll(async () => (await ranking()).entries, SOON).not.toEqual(former.entries);
  });

  test('rolling back brings the former ranking', async () => {
    await control(page, 'generation rollback').click();
    await expect.poll(() => badge(page, 1).textContent(), SOON).toBe('active');
    await expect.poll(async () => (await ranking()).entries, SOON).toEqual(former.entries);
  });

  test('what nobody wants is abandoned', async () => {
    await control(page, 'generation abandon').click();
    await expect.poll(() => badge(page, 2).textContent(), SOON).toBe('abandoned');
    await control(page, 'way back to the ranking').click();
    await page.locator('.ranking').first().waitFor();
  });
});
