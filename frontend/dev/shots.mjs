// Pictures of the built page in its states, for looking at: `npm run build && npm run shots -- [folder]`.
// Uses the system's Chromium and the mock API; fails when the page breaks its content security policy,
// logs an error or asks another origin for anything.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { preview } from 'vite';

const folder = process.argv[2] ?? 'target/shots';
mkdirSync(folder, { recursive: true });

const server = await preview({ preview: { port: 0 } });
const base = server.resolvedUrls.local[0].replace(/\/$/, '');
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const complaints = [];

const mock = (query) => fetch(`${base}/mock?${query}`);

async function shot(name, address, { width = 1440, scheme = 'light', prepare, act, settle = 900, full = false, expected = [] } = {}) {
  await mock('mode=live');
  const page = await browser.newPage({ viewport: { width, height: width < 700 ? 780 : 950 }, colorScheme: scheme, hasTouch: width < 700 });
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' && !/status of (400|404|410|503)|ERR_EMPTY_RESPONSE/.test(text)) complaints.push(`${name}: ${text}`);
  });
  page.on('pageerror', (error) => complaints.push(`${name}: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(base)) complaints.push(`${name}: asked ${request.url()}`);
  });
  if (prepare) await prepare(page);
  await page.goto(base + address);
  await page.waitForTimeout(settle);
  if (act) await act(page);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (overflow > 0) complaints.push(`${name}: ${overflow} px wider than the window`);
  for (const text of expected) {
    if (!(await page.getByText(text).first().isVisible())) complaints.push(`${name}: lacks "${text}"`);
  }
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: full });
  await page.close();
}

const mode = (name) => async () => void (await mock(`mode=${name}`));
const later = (name, ms = 5_500) => async (page) => {
  await mock(`mode=${name}`);
  await page.waitForTimeout(ms);
};

for (const width of [360, 1440]) {
  for (const scheme of ['light', 'dark']) await shot(`home-${width}-${scheme}`, '/', { width, scheme, full: width === 360 });
}
await shot('home-768', '/?period=week', { width: 768 });
await shot('home-1120', '/?board=climbers&period=year', { width: 1120 });
await shot('moving-1440', '/?board=athletes&period=day', { act: async (page) => { await mock('ticks=25'); await page.waitForTimeout(5_600); } });
await shot('moving-360-dark', '/?board=athletes&period=day', { width: 360, scheme: 'dark', act: async (page) => { await mock('ticks=25'); await page.waitForTimeout(5_600); await page.mouse.wheel(0, 420); await page.waitForTimeout(300); } });
await shot('detail-1440', '/?board=athletes&period=month&member=a0012', { expected: ['Ahead of'] });
await shot('detail-360-dark', '/?board=athletes&period=month&member=a0012', { width: 360, scheme: 'dark', expected: ['Ahead of'] });
await shot('filtered-1440-dark', '/?board=athletes&period=month&department=Engineering&sport=Run', { scheme: 'dark', expected: ['Clear filters'] });
await shot('filters-360', '/?period=month&department=Engineering', { width: 360, act: (page) => page.getByRole('button', { name: 'Filters' }).click() });
await shot('departments-1440', '/?board=departments&period=month');
await shot('sports-360', '/?board=sports&period=spring-2026', { width: 360 });
await shot('season-1440', '/?board=athletes&period=spring-2026', { expected: ['final'] });
await shot('empty-1440', '/?period=week', { prepare: mode('empty'), expected: ['No counted activities'] });
await shot('empty-360-dark', '/?period=week', { width: 360, scheme: 'dark', prepare: mode('empty') });
await shot('nobody-1440', '/?q=zzz', { expected: ['Nobody matches'] });
await shot('future-360', '/?period=week&date=2027-03-03', { width: 360, expected: ['has not begun'] });
await shot('bad-date-1440', '/?date=garbage', { expected: ['Drop'] });
await shot('bad-period-360', '/?board=ten-thousand-km&period=week', { width: 360, expected: ['not possible'] });
await shot('unknown-board-1440-dark', '/?board=nope&period=week', { scheme: 'dark', expected: ['There is no board'] });
await shot('restoring-first-1440', '/', { prepare: mode('restoring'), expected: ['being restored', 'Trying again'] });
await shot('stale-1440', '/', { act: later('restoring'), expected: ['Out of date', 'Trying again'] });
await shot('stale-360-dark', '/', { width: 360, scheme: 'dark', act: later('kafka-unavailable'), expected: ['out of reach'] });
await shot('unreachable-360', '/', { width: 360, act: later('down'), expected: ['does not answer'] });
await shot('loading-1440', '/', { prepare: mode('slow'), settle: 700 });
await shot('loading-360-dark', '/', { width: 360, scheme: 'dark', prepare: mode('slow'), settle: 700 });
await shot('page2-1440', '/', { act: async (page) => { await page.getByRole('button', { name: 'Next' }).click(); await mock('ticks=5'); await page.waitForTimeout(5_500); }, expected: ['moved on', '51 – 100'] });
await shot('stale-cursor-1440', '/', { act: async (page) => { await mock('forget'); await page.getByRole('button', { name: 'Next' }).click(); await page.waitForTimeout(700); }, expected: ['Back at the top'] });
await shot('promoted-1440', '/', { act: async (page) => { await mock('promote'); await page.waitForTimeout(5_500); }, expected: ['recalculated'] });

await browser.close();
await new Promise((done) => server.httpServer.close(done));
console.log(complaints.length === 0 ? `All pictures are in ${folder}.` : complaints.join('\n'));
process.exit(complaints.length === 0 ? 0 : 1);
