import type { Page, Response } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { control } from './controls.ts';
import { type Ranking, api, walk } from './stage.ts';
import { SOON, leave, names, notice, visit } from './visit.ts';

/** Marks this document, which a reload would replace, and counts rows that glide. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const own = window as unknown as { glides: number; marked: boolean };
    own.marked = true;
    own.glides = 0;
    const animate = Element.prototype.animate;
    Element.prototype.animate = function (...parameters) {
      if (this.matches('.ranking tr') && JSON.stringify(parameters[0]).includes('translateY')) own.glides++;
      return animate.apply(this, parameters);
    };
  });
}

const isMarked = (page: Page): Promise<boolean> => page.evaluate(() => (window as unknown as { marked?: boolean }).marked === true);
const glides = (page: Page): Promise<number> => page.evaluate(() => (window as unknown as { glides: number }).glides);

describe('a new activity', () => {
  let page: Page;
  let still: Page;
  let later: Page;
  let before: Ranking;
  let last: string;
  /** Enough to lead, whatever was walked before. */
  let km: number;
  const answers: { status: number; conditional: boolean }[] = [];

  beforeAll(async () => {
    [page, still, later] = await Promise.all([visit('/?board=athletes&period=day'), visit('/?board=athletes&period=day', { reducedMotion: true }), visit('/?board=athletes&period=all')]);
    page.on('response', (response: Response) => {
      if (new URL(response.url()).pathname !== '/api/v1/rankings/athletes') return;
      answers.push({ status: response.status(), conditional: 'if-none-match' in response.request().headers() });
    });
    await Promise.all([watch(page), watch(still)]);
    await later.locator('.pager').getByText('Next').click();
    await later.getByText('51 – ').waitFor();
    before = await api<Ranking>('/rankings/athletes?period=day');
    last = before.entries.at(-1)?.member.name ?? '';
    km = Math.ceil(before.entries[0]?.value ?? 0) + 1;
    await vi.waitUntil(() => answers.length > 0, SOON);
    await walk(before.entries.at(-1)?.member.id ?? '', km * 1_000);
  });

  afterAll(() => leave(page, still, later));

  test('moves its row without a reload', async () => {
    expect(before.entries.length).toBeGreaterThan(4);
    expect((await names(page)).at(-1)).toBe(last);
    await expect.poll(async () => (await names(page))[0], SOON).toBe(last);
    const row = page.locator('.ranking tbody tr').first();
    expect(await row.getAttribute('data-moved')).toBe('up');
    expect(await row.locator('.moved').textContent()).toBe(`up ${before.entries.length - 1}`);
    expect(await row.locator('.delta').textContent()).toBe(`+${km}`);
    expect(await page.locator('.ranking tbody tr[data-moved="down"]').count()).toBe(before.entries.length - 1);
    expect(await page.locator('p[aria-live="polite"]').textContent()).toContain(`${last} up ${before.entries.length - 1} to rank 1, plus ${km} pts`);
    expect(await isMarked(page)).toBe(true);
  });

  test('is seen to move, unless the reader asked for less motion', async () => {
    expect(await glides(page)).toBe(before.entries.length);
    await expect.poll(async () => (await names(still))[0], SOON).toBe(last);
    expect(await still.locator('.ranking tbody tr').first().getAttribute('data-moved')).toBe('up');
    expect(await glides(still)).toBe(0);
    expect(await still.evaluate(() => document.getAnimations().length)).toBe(0);
  });

  test('leaves a later page as it was opened, and says that there is news', async () => {
    await expect.poll(() => notice(later).allTextContents(), SOON).toEqual(['The standings have moved on']);
    await control(later, 'show the latest').click();
    await later.getByText('1 – 50').waitFor();
    await expect.poll(() => notice(later).count(), SOON).toBe(0);
  });

  test('is awaited by conditional requests that cost a 304', async () => {
    const seen = answers.length;
    await expect.poll(() => answers.length, SOON).toBeGreaterThan(seen);
    await expect.poll(() => answers.at(-1), SOON).toEqual({ status: 304, conditional: true });
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(answers.every((answer) => answer.conditional)).toBe(true);
    expect(await isMarked(page)).toBe(true);
  });
});
