import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { CONTROLS } from './controls.ts';
import { SOON, leave, names, parameters, settled, visit } from './visit.ts';

interface Stop {
  readonly index: number;
  readonly html: string;
  readonly visible: boolean;
}

/** Where the focus is: the place among the page's controls, and whether one can see it. */
function focus(page: Page): Promise<Stop | null> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return null;
    const outlined = (pseudo: string | null): boolean => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element, pseudo);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    };
    const box = element.getBoundingClientRect();
    const inside = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const opaque = Number(getComputedStyle(element).opacity) === 1;
    return {
      index: [...document.querySelectorAll('*')].indexOf(element),
      html: element.outerHTML.slice(0, 160),
      visible: inside && opaque && (outlined(null) || outlined('::after')),
    };
  });
}

/** Whatever a reader with a mouse could operate, as places among all elements. */
function operable(page: Page): Promise<{ index: number; html: string }[]> {
  return page.evaluate(() => {
    const every = [...document.querySelectorAll('*')];
    return [...document.querySelectorAll<HTMLElement>('a[href], button, input, select')]
      .filter((element) => element.checkVisibility() && !(element as HTMLButtonElement).disabled)
      .map((element) => ({ index: every.indexOf(element), html: element.outerHTML.slice(0, 160) }));
  });
}

/** Presses Tab until the focus is there. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 200; presses++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${selector}`);
}

/** Puts the focus before the first control. */
function fromTheTop(page: Page): Promise<void> {
  return page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });
}

describe('with the keyboard alone', () => {
  for (const width of [360, 1440] as const) {
    test(`Tab reaches every control in order, and one sees where it is, at ${width} px`, async () => {
      const page = await visit('/?board=athletes&period=day&sport=Walk', { width, reducedMotion: true });
      if (width === 360) {
        await tabTo(page, CONTROLS['filter toggle']);
        await page.keyboard.press('Space');
      }
      await fromTheTop(page);
      const wanted = await operable(page);
      expect(wanted.length).toBeGreaterThan(40);
      const stops: Stop[] = [];
      for (let presses = 0; presses < 150; presses++) {
        await page.keyboard.press('Tab');
        const stop = await focus(page);
        if (stop === null) break;
        if (stops.at(-1)?.index !== stop.index) stops.push(stop);
      }
      expect(stops.filter((stop) => !stop.visible)).toEqual([]);
      expect(stops.map(({ html }) => html)).toEqual(wanted.map(({ html }) => html));
      await leave(page);
    });
  }

  test('boards, periods and stepping by Enter', async () => {
    const page = await visit('/');
    await tabTo(page, '.boards a[href*="board=sports"]');
    await page.keyboard.press('Enter');
    await expect.poll(() => parameters(page)['board']).toBe('sports');
    await tabTo(page, '.segments a[href*="period=week"]');
    await page.keyboard.press('Enter');
    await expect.poll(() => parameters(page)['period']).toBe('week');
    await settled(page);
    await fromTheTop(page);
    await tabTo(page, CONTROLS['previous period']);
    await page.keyboard.press('Enter');
    await expect.poll(() => parameters(page)['date']).toBeTruthy();
    await leave(page);
  });

  test('a date by digits, filters by arrows and letters, search by typing', async () => {
    const page = await visit('/?board=athletes&period=day');
    await tabTo(page, CONTROLS['date picker']);
    const entries = await page.evaluate(() => history.length);
    await page.keyboard.type('05052026');
    await expect.poll(() => parameters(page)['date'], SOON).toBe('2026-05-05');
    await settled(page);
    expect(await page.locator('.period-label').textContent()).toBe('Tue, 5 May 2026');
    expect(await page.evaluate(() => history.length)).toBe(entries + 1);
    await page.goto(`${new URL(page.url()).origin}/?board=athletes&period=all`);
    await settled(page);
    await tabTo(page, CONTROLS['department']);
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => parameters(page)['department'], SOON).toBeTruthy();
    await tabTo(page, CONTROLS['sport']);
    await page.keyboard.press('R');
    await expect.poll(() => parameters(page)['sport'], SOON).toMatch(/^R/);
    await tabTo(page, CONTROLS['search']);
    await page.keyboard.type('e');
    await expect.poll(() => parameters(page)['q'], SOON).toBe('e');
    await tabTo(page, CONTROLS['clear filters']);
    await page.keyboard.press('Enter');
    await expect.poll(() => Object.keys(parameters(page)), SOON).toEqual(['board', 'period']);
    await leave(page);
  });

  test('details open by Enter, keep the focus inside, and give it back', async () => {
    const page = await visit('/?board=athletes&period=day');
    await tabTo(page, CONTROLS['row name']);
    const [name] = await names(page);
    await page.keyboard.press('Enter');
    await page.locator('dialog').getByText('Ahead of').waitFor();
    const inDialog = (): Promise<boolean> => page.evaluate(() => document.activeElement?.closest('dialog') !== null || document.activeElement === document.body);
    for (let presses = 0; presses < 5; presses++) {
      expect(await inDialog()).toBe(true);
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'hidden' });
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(name);
    await leave(page);
  });

  test('pages turn by Enter and Space', async () => {
    const page = await visit('/?board=athletes&period=all');
    await page.locator(CONTROLS['row name']).last().focus();
    await tabTo(page, CONTROLS['next page']);
    await page.keyboard.press('Enter');
    await page.getByText('51 – ').waitFor();
    await page.locator(CONTROLS['row name']).last().focus();
    await tabTo(page, CONTROLS['previous page']);
    await page.keyboard.press('Space');
    await page.getByText('1 – 50').waitFor();
    await leave(page);
  });
});

