import { describe, expect, test } from 'vitest';
import { CONTROLS, control } from './controls.ts';
import { api, type Ranking } from './stage.ts';
import { SOON, excuse, leave, names, notice, parameters, settled, visit } from './visit.ts';

describe('controls', () => {
  test('boards show other rankings', async () => {
    const page = await visit('/?period=all');
    for (const board of ['departments', 'sports', 'distance', 'athletes']) {
      await control(page, 'board').and(page.locator(`[href*="board=${board}&"]`)).click();
      await settled(page);
      const { entries } = await api<Ranking>(`/rankings/${board}?period=all`);
      await expect.poll(() => names(page), SOON).toHaveLength(entries.length);
      expect(parameters(page)).toMatchObject({ board, period: 'all' });
      expect(await page.locator('.boards [aria-current="page"]').count()).toBe(1);
    }
    await leave(page);
  });

  test('period lengths, stepping, today and the date picker', async () => {
    const page = await visit('/?board=athletes&period=all');
    for (const period of ['year', 'month', 'week', 'day']) {
      await control(page, 'period length').and(page.locator(`[href*="period=${period}"]`)).click();
      await settled(page);
      expect(parameters(page)['period']).toBe(period);
    }
    const label = page.locator('.period-label');
    const today = await label.textContent();
    expect(await control(page, 'next period').getAttribute('aria-disabled')).toBe('true');
    await control(page, 'previous period').click();
    await expect.poll(() => label.textContent()).not.toBe(today);
    expect(parameters(page)['date']).toMatch(/^\d{4}-\d\d-\d\d$/);
    const yesterday = await label.textContent();
    await control(page, 'previous period').click();
    await expect.poll(() => label.textContent()).not.toBe(yesterday);
    await control(page, 'next period').click();
    await expect.poll(() => label.textContent()).toBe(yesterday);
    await control(page, 'today').click();
    await expect.poll(() => label.textContent()).toBe(today);
    expect(parameters(page)['date']).toBeUndefined();
    await control(page, 'date picker').fill('2026-01-05');
    await expect.poll(() => label.textContent()).toBe('Mon, 5 Jan 2026');
    expect(parameters(page)['date']).toBe('2026-01-05');
    await leave(page);
  });

  test('a season has its own days and no stepping', async () => {
    const page = await visit('/?board=athletes&period=all');
    await control(page, 'season').selectOption('last-season');
    await expect.poll(() => page.locator('.period-label').textContent()).toContain('Last season');
    await settled(page);
    const { entries } = await api<Ranking>('/rankings/athletes?period=last-season');
    expect(await names(page)).toEqual(entries.map((entry) => entry.member.name));
    expect(await page.locator(CONTROLS['previous period']).isVisible()).toBe(false);
    await leave(page);
  });

  test('department, sport and search narrow, one link clears all', async () => {
    const page = await visit('/?board=athletes&period=all');
    const all = await api<Ranking>('/rankings/athletes?period=all');
    const first = all.entries.find((entry) => entry.member.department !== null)?.member;
    const department = first?.department ?? '';
    await control(page, 'department').selectOption(department);
    await settled(page);
    await control(page, 'sport').selectOption('Run');
    await settled(page);
    const narrowed = await api<Ranking>(`/rankings/athletes?period=all&sport=Run&department=${encodeURIComponent(department)}`);
    await expect.poll(() => names(page), SOON).toEqual(narrowed.entries.map((entry) => entry.member.name));
    const searched = narrowed.entries[0]?.member.name ?? '';
    await control(page, 'search').pressSequentially(searched);
    await expect.poll(() => names(page), SOON).toContain(searched);
    await expect.poll(() => parameters(page), SOON).toEqual({ board: 'athletes', period: 'all', department, sport: 'Run', q: searched });
    await control(page, 'clear filters').click();
    await expect.poll(() => parameters(page)).toEqual({ board: 'athletes', period: 'all' });
    await expect.poll(() => page.locator('.total').textContent(), SOON).toBe(`${all.total} athletes`);
    expect(await page.locator(CONTROLS['search']).inputValue()).toBe('');
    await leave(page);
  });

  test('the bars of departments and sports filter, and let go again', async () => {
    const page = await visit('/?board=departments&period=all');
    const bar = control(page, 'department bar').first();
    const department = (await bar.locator('.label').textContent()) ?? '';
    await bar.click();
    await settled(page);
    expect(parameters(page)).toEqual({ board: 'athletes', period: 'all', department });
    await control(page, 'sport bar').first().click();
    await expect.poll(() => parameters(page)['sport']).toBeTruthy();
    await settled(page);
    await control(page, 'sport bar').first().click();
    await page.locator(CONTROLS['department bar']).and(page.locator('[aria-current]')).click();
    await expect.poll(() => parameters(page)).toEqual({ board: 'athletes', period: 'all' });
    await leave(page);
  });

  test('rows lead to people: a department to its athletes, an athlete to details', async () => {
    const page = await visit('/?board=departments&period=all');
    const department = (await control(page, 'row name').first().textContent()) ?? '';
    await control(page, 'row name').first().click();
    await expect.poll(() => parameters(page)).toEqual({ board: 'athletes', period: 'all', department });
    await settled(page);
    const shown = await page.locator('.ranking .department').allTextContents();
    expect(new Set(shown)).toEqual(new Set([department]));
    await page.goto(`${new URL(page.url()).origin}/?board=athletes&period=all`);
    await settled(page);
    const other = (await control(page, 'row department').first().textContent()) ?? '';
    await control(page, 'row department').first().click();
    await expect.poll(() => parameters(page)['department']).toBe(other);
    await settled(page);
    const dialog = page.locator('dialog');
    const [name] = await names(page);
    for (const close of [() => control(page, 'detail close').click(), () => page.keyboard.press('Escape'), () => page.mouse.click(5, 500)]) {
      await control(page, 'row name').first().click();
      await dialog.getByText('Ahead of').waitFor();
      expect(await dialog.locator('h2').textContent()).toBe(name);
      expect(parameters(page)['member']).toBeTruthy();
      await close();
      await dialog.waitFor({ state: 'hidden' });
      await expect.poll(() => parameters(page)['member']).toBeUndefined();
    }
    await leave(page);
  });

  test('pages of the ranking follow each other without a gap', async () => {
    const page = await visit('/?board=athletes&period=all');
    const first = await names(page);
    expect(first).toHaveLength(50);
    expect(await page.locator(CONTROLS['previous page']).isDisabled()).toBe(true);
    await control(page, 'next page').click();
    await page.getByText('51 – ').waitFor();
    const second = await names(page);
    const { total } = await api<Ranking>('/rankings/athletes?period=all');
    expect(new Set([...first, ...second]).size).toBe(total);
    expect(await page.locator(CONTROLS['next page']).isDisabled()).toBe(true);
    await control(page, 'previous page').click();
    await page.getByText('1 – 50').waitFor();
    expect(await names(page)).toEqual(first);
    await leave(page);
  });

  test('brand, skip link, rules and connecting lead where they say', async () => {
    const page = await visit('/?board=sports&period=year');
    await control(page, 'brand').click();
    await expect.poll(() => new URL(page.url()).search).not.toContain('sports');
    await settled(page);
    await page.keyboard.press('Tab');
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await control(page, 'skip link').focus();
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('ranking');
    const { connectUrl } = await api<{ connectUrl: string }>('/rankings');
    excuse(/^asked .*\/connect\/strava$/);
    await page.route(connectUrl, (route) => route.fulfill({ body: 'consent' }));
    await control(page, 'connect').click();
    await page.getByText('consent').waitFor();
    expect(page.url()).toBe(connectUrl);
    await page.goBack();
    await settled(page);
    await control(page, 'rules').click();
    await page.getByText('browser-1').waitFor();
    expect(new URL(page.url()).pathname).toBe('/api/v1/rules');
    await leave(page);
  });

  test('filters fold away on a small screen', async () => {
    const page = await visit('/?board=athletes&period=all', { width: 360 });
    const search = page.locator(CONTROLS['search']);
    expect(await search.isVisible()).toBe(false);
    await control(page, 'filter toggle').click();
    expect(await search.isVisible()).toBe(true);
    expect(await page.locator(CONTROLS['filter toggle']).getAttribute('aria-expanded')).toBe('true');
    await page.locator(CONTROLS['sport']).selectOption('Walk');
    await expect.poll(() => page.locator('.filter-toggle .count').textContent()).toBe('1');
    await control(page, 'filter toggle').click();
    expect(await search.isVisible()).toBe(false);
    await leave(page);
  });

  test('errors and empty periods offer ways out that work', async () => {
    excuse(/status of (400|404)/);
    const outs = [
      ['/?board=nope&period=week', 'There is no board “nope”', 'way out of an error', 'Departments'],
      ['/?board=athletes&period=day&date=garbage', 'The “date” in this address is not possible', 'way out of an error', 'Drop “date”'],
      ['/?board=distance&period=week', 'The “period” in this address is not possible', 'way out of an error', 'Start afresh'],
      ['/?board=athletes&period=all&q=zzz', 'Nobody matches', 'way out of an empty period', 'Clear filters'],
      ['/?board=athletes&period=day&date=1999-01-01', 'No counted activities in this period yet', 'way out of an empty period', 'Go to today'],
      ['/?board=athletes&period=week&date=2099-01-01', 'This period has not begun', 'way out of an empty period', 'All time'],
    ] as const;
    const page = await visit('/');
    for (const [address, title, kind, out] of outs) {
      await page.goto(new URL(page.url()).origin + address);
      await settled(page);
      expect(await notice(page).allTextContents(), address).toEqual([title]);
      await control(page, kind).filter({ hasText: out }).click();
      await settled(page);
      await expect.poll(() => notice(page).count(), SOON).toBe(0);
      expect((await names(page)).length, address).toBeGreaterThan(0);
    }
    await page.goto(`${new URL(page.url()).origin}/?board=round-the-world&period=all`);
    await settled(page);
    expect(await notice(page).allTextContents()).toEqual(['Nobody has got this far yet']);
    await leave(page);
  });
});

