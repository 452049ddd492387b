import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { control } from './controls.ts';
import { ORIGIN, type Ranking, api, startBroker, startStreams, stopBroker, stopStreams, walk } from './stage.ts';
import { SOON, excuse, inEveryLook, leave, names, notice, visit } from './visit.ts';

/** A part of the installation starts, and the page, which asks less often by now, asks again. */
const AFTER_A_START = { timeout: 90_000, interval: 100 };

describe('an outage', () => {
  let page: Page;
  const state = (of: Page): Promise<string | null> => of.locator('.live').getAttribute('data-state');

  beforeAll(async () => {
    page = await visit('/?board=athletes&period=day', { reducedMotion: true });
    await page.evaluate(() => Object.assign(window, { marked: true }));
  });

  afterAll(() => leave(page));

  test('of the network is said, and over as soon as it is back', async () => {
    excuse(/ERR_INTERNET_DISCONNECTED/);
    const shown = await names(page);
    await page.context().setOffline(true);
    await expect.poll(() => notice(page).allTextContents(), SOON).toEqual(['You are offline']);
    expect(await state(page)).toBe('stale');
    expect(await names(page)).toEqual(shown);
    await page.context().setOffline(false);
    await expect.poll(() => state(page), SOON).toBe('live');
    expect(await notice(page).count()).toBe(0);
  });

  test('of the broker loses nothing: what happened meanwhile arrives by itself', async () => {
    excuse(/status of 503/);
    const before = await api<Ranking>('/rankings/athletes?period=day');
    const last = before.entries.at(-1)?.member;
    await stopBroker();
    await walk(last?.id ?? '', 1_000 * (Math.ceil(before.entries[0]?.value ?? 0) + 1));
    const polled = page.waitForResponse((response) => response.url().includes('/rankings/athletes'));
    expect((await polled).status()).toBeOneOf([200, 304, 503]);
    expect((await names(page))[0]).toBe(before.entries[0]?.member.name);
    expect(await state(page)).toBeOneOf(['live', 'stale']);
    await startBroker();
    await expect.poll(async () => (await names(page))[0], AFTER_A_START).toBe(last?.name);
    await expect.poll(() => state(page), AFTER_A_START).toBe('live');
    expect(await page.evaluate(() => 'marked' in window)).toBe(true);
  }, 180_000);

  test('of the rankings is said with the last known standings, and over by itself', async () => {
    excuse(/status of 503/);
    const shown = await names(page);
    await stopStreams();
    await expect.poll(() => state(page), SOON).toBe('stale');
    expect(await page.locator('.live').textContent()).toContain('Out of date');
    expect(await notice(page).count()).toBe(1);
    expect(await page.locator('.notice .countdown').textContent()).toMatch(/^Trying/);
    expect(await names(page)).toEqual(shown);
    await inEveryLook(page, 'outage');

    const first = await visit('/?board=athletes&period=day', { reducedMotion: true });
    expect(await state(first)).toBe('off');
    expect(await notice(first).count()).toBe(1);
    const asked = first.waitForRequest((request) => request.url().startsWith(`${ORIGIN}/api/v1/rankings/athletes`));
    await control(first, 'try now').click();
    await asked;
    await inEveryLook(first, 'outage-first');

    await startStreams();
    for (const each of [page, first]) {
      await expect.poll(() => state(each), AFTER_A_START).toBe('live');
      // Answers are marked until the instance has joined its groups anew, and the notice says so.
      await expect.poll(() => notice(each).count(), AFTER_A_START).toBe(0);
      expect(await names(each)).toEqual(shown);
    }
    expect(await page.evaluate(() => 'marked' in window)).toBe(true);
    await leave(first);
  }, 240_000);
});
