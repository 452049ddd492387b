import './styles/base.css';
import './styles/masthead.css';
import './styles/controls.css';
import './styles/table.css';
import './styles/panels.css';
import { ApiClient } from './api/client';
import { App } from './app';
import type { Model } from './model';
import { Navigation } from './navigation';
import { Poller } from './poll';
import { Page } from './view/page';

const root = document.getElementById('app');
if (!root) throw new Error('The page has no #app element.');

const now = (): number => Date.now();
const client = new ApiClient(fetch.bind(window), now);
const navigation = new Navigation(window, () => app.moved());

/** Built before the app has its poller: the app renders once while it is constructed. */
const page = new Page(() => app, now);
let expiry = 0;

function render(model: Model): void {
  page.update(model);
  clearTimeout(expiry);
  const ends = [...model.movements.values()].map((movement) => movement.until);
  if (ends.length > 0) expiry = window.setTimeout(() => app.expire(), Math.max(0, Math.min(...ends) - now()) + 50);
}

page.mount(root);
const app = new App({ client, navigation, render, now });
const poller = new Poller(
  {
    ask: (signal) => app.ask(signal),
    changed: (state) => app.polled(state),
    now,
    random: Math.random,
    schedule: (run, ms) => window.setTimeout(run, ms),
    cancel: (timer) => clearTimeout(timer),
  },
  !document.hidden,
);
app.start(poller);

document.addEventListener('visibilitychange', () => poller.tell({ type: document.hidden ? 'hidden' : 'shown' }));
window.addEventListener('online', () => poller.tell({ type: 'online' }));
setInterval(() => page.tick(app.model), 1_000);

/** Links inside the page stay inside it, unless the reader asks for a new tab or window. */
document.addEventListener('click', (event) => {
  const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-nav]');
  if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if (!link.hasAttribute('href')) return;
  if (link.hasAttribute('data-first')) app.turn(null);
  else app.follow(new URL(link.href).search);
});
