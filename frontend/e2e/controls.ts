import type { Locator, Page } from 'playwright-core';

/** Every control of the page, by what it is for. A control that is not here fails the last spec. */
export const CONTROLS = {
  'skip link': '.skip',
  brand: '.brand',
  connect: '.connect',
  'previous period': '.step[aria-label="Previous period"]',
  'next period': '.step[aria-label="Next period"]',
  'date picker': '.datebox input',
  today: '.stepper .today',
  board: '.boards a',
  'period length': '.segments a',
  season: 'select#season',
  department: 'select#department',
  sport: 'select#sport',
  search: 'input#q',
  'clear filters': '.filters .clear',
  'filter toggle': '.filter-toggle',
  'row name': '.ranking .name',
  'row department': '.ranking .department',
  'detail close': 'dialog .icon-button',
  'previous page': '.pager button:first-of-type',
  'next page': '.pager button:last-of-type',
  'department bar': '[aria-labelledby="by-department"] a',
  'sport bar': '[aria-labelledby="by-sport"] a',
  rules: '.footer a',
  'try now': '.notice.warn .actions button',
  'show the latest': '.notice.info .actions [data-first]',
  'way out of an error': '.notice.error .actions a',
  'way out of an empty period': '.notice.empty .actions a',
  'admin token': 'input#token',
  enter: '.login button',
  'way back to the ranking': '.opsbar a',
  'rule set to derive': 'select#rules',
  'source to derive from': 'select#from',
  derive: '.starter button',
  'generation preview': '.deeds [data-deed="preview"]',
  'generation promote': '.deeds [data-deed="promote"]',
  'generation rollback': '.deeds [data-deed="rollback"]',
  'generation abandon': '.deeds [data-deed="abandon"]',
  'preview board': 'select#board',
  'preview period': 'select#period',
  'preview more': '.comparison > div > button',
  'preview departments': '.comparison summary',
  'preview table': '.comparison .scroll',
} as const;

export type Control = keyof typeof CONTROLS;

const used = new Set<Control>();

/** A control that a spec is about to operate. */
export function control(page: Page, name: Control): Locator {
  used.add(name);
  return page.locator(CONTROLS[name]);
}

export function unused(): string[] {
  return (Object.keys(CONTROLS) as Control[]).filter((name) => !used.has(name));
}

/** What the reader could operate here and is not in the list. */
export function strangers(page: Page): Promise<string[]> {
  return page.evaluate((known) => {
    const all = [...document.querySelectorAll<HTMLElement>('a, button, input, select, textarea, summary, [role="button"], [tabindex]:not([tabindex="-1"])')];
    return all.filter((element) => !known.some((selector) => element.matches(selector))).map((element) => element.outerHTML);
  }, Object.values(CONTROLS));
}
