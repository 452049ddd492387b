import { describe, expect, test } from 'vitest';
import { CONTROLS } from './controls.ts';
import { api, type Ranking } from './stage.ts';
import { SOON, leave, names, parameters, settled, visit } from './visit.ts';

describe('the address', () => {
  test('shows the same to somebody else who opens it', async () => {
    const page = await visit('/');
    await page.locator(CONTROLS['board']).filter({ hasText: 'Distance' }).click();
    await settled(page);
    await page.locator(CONTROLS['period length']).filter({ hasText: 'Year' }).click();
    await settled(page);
    await page.locator(CONTROLS['previous period']).click();
    await settled(page);
    await page.locator(CONTROLS['sport']).selectOption('Run');
    await settled(page);
    await page.locator(CONTROLS['search']).pressSequentially('a');
    await expect.poll(() => parameters(page)['q'], SOON).toBe('a');
    await settled(page);
    await page.locator(CONTROLS['row name']).first().click();
    await page.locator('dialog').getByText('Ahead of').waitFor();

    const shared = page.url();
    const other = await visit(new URL(shared).pathname + new URL(shared).search, { width: 360, scheme: 'dark' });
    await other.locator('dialog').getByText('Ahead of').waitFor();

    expect(other.url()).toBe(shared);
    expect(Object.keys(parameters(other)).sort()).toEqual(['board', 'date', 'member', 'period', 'q', 'sport']);
    const said = ['.ranking tbody .name', '.ranking tbody .amount', '.total', '.period-label', '.boards [aria-current]', '.segments [aria-current]', 'dialog h2', 'dialog strong', 'title'];
    for (const each of said) {
      expect(await other.locator(each).allTextContents(), each).toEqual(await page.locator(each).allTextContents());
    }
    expect(await other.locator(CONTROLS['sport']).inputValue()).toBe('Run');
    expect(await other.locator(CONTROLS['search']).inputValue()).toBe('a');
    await leave(page, other);
  });

  test('goes back and forward with the browser', async () => {
    const page = await visit('/?board=athletes&period=all');
    const athletes = await names(page);
    await page.locator(CONTROLS['board']).filter({ hasText: 'Departments' }).click();
    await settled(page);
    const { entries } = await api<Ranking>('/rankings/departments?period=all');
    const departments = entries.map((entry) => entry.member.name);
    await expect.poll(() => names(page), SOON).toEqual(departments);
    await page.locator(CONTROLS['sport']).selectOption('Ride');
    await expect.poll(() => parameters(page)['sport']).toBe('Ride');
    await settled(page);
    await page.goBack();
    await expect.poll(() => names(page), SOON).toEqual(departments);
    expect(await page.locator(CONTROLS['sport']).inputValue()).toBe('');
    await page.goBack();
    await expect.poll(() => names(page), SOON).toEqual(athletes);
    await page.locator(CONTROLS['next page']).click();
    await page.getByText('51 – ').waitFor();
    await page.goBack();
    await expect.poll(() => names(page), SOON).toEqual(athletes);
    await page.goForward();
    await page.getByText('51 – ').waitFor();
    await leave(page);
  });
});
