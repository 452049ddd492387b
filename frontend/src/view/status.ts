import { moment, plural } from '../format';
import { type Model, isLoading, isStale } from '../model';
import { el, setText } from './dom';
import { type Notice, noticesOf } from './notices';

/** The line above the table, the notices, and what a screen reader hears. */
export class Status {
  readonly line: HTMLElement;
  readonly notices = el('div', { class: 'notices', role: 'status' });
  readonly announcer = el('p', { class: 'sr', 'aria-live': 'polite' });
  readonly #count = el('h2', { class: 'total' });
  readonly #live = el('p', { class: 'live' });
  readonly #liveText = el('span');
  readonly #retry: () => void;
  #shown = '';

  constructor(retry: () => void) {
    this.#retry = retry;
    this.#live.append(el('span', { class: 'dot', 'aria-hidden': 'true' }), this.#liveText);
    this.line = el('div', { class: 'status' }, this.#count, this.#live);
  }

  update(model: Model, now: number): void {
    setText(this.#count, countOf(model));
    const state = liveState(model);
    this.#live.dataset['state'] = state;
    setText(this.#liveText, liveText(state, model, now));
    setText(this.announcer, model.announcement);
    this.#renew(model, now);
    this.tick(model, now);
  }

  /** Once a second: only the countdown, so that a reader's focus stays where it is. */
  tick(model: Model, now: number): void {
    const { dueAt, running } = model.poll;
    const seconds = dueAt === null ? 0 : Math.ceil(Math.max(0, dueAt - now) / 1000);
    const text = running ? 'Trying…' : dueAt === null ? '' : `Trying again in ${seconds} s`;
    for (const element of this.notices.querySelectorAll('.countdown')) setText(element, text);
  }

  #renew(model: Model, now: number): void {
    const notices = noticesOf(model, now, this.#retry);
    const wanted = JSON.stringify(notices.map((each) => [each.tone, each.title, each.text, each.actions.map((action) => [action.textContent, action.getAttribute('href')])]));
    if (wanted === this.#shown) return;
    this.#shown = wanted;
    this.notices.replaceChildren(...notices.map(card));
  }
}

function card(notice: Notice): HTMLElement {
  return el(
    'section',
    { class: `notice ${notice.tone}` },
    el('h3', {}, notice.title),
    el('p', {}, notice.text),
    notice.retries && el('p', { class: 'countdown', 'aria-live': 'off' }),
    notice.actions.length > 0 && el('div', { class: 'actions' }, ...notice.actions),
  );
}

function countOf({ page, catalog, address }: Model): string {
  if (page === null) return 'Ranking';
  const of = catalog?.boards.find((board) => board.id === address.board)?.of ?? 'athletes';
  const words = { athletes: ['athlete', 'athletes'], departments: ['department', 'departments'], sports: ['sport', 'sports'] } as const;
  const [one, many] = words[of];
  return plural(page.total, one, many);
}

type LiveState = 'loading' | 'live' | 'kept' | 'stale' | 'off';

function liveState(model: Model): LiveState {
  if (isStale(model)) return 'stale';
  if (model.trouble) return 'off';
  if (isLoading(model)) return 'loading';
  return model.cursor === null ? 'live' : 'kept';
}

function liveText(state: LiveState, { page }: Model, now: number): string {
  const asOf = page?.asOf ? moment(page.asOf, now) : null;
  switch (state) {
    case 'live':
      return asOf === null ? 'Live' : `Live · last change ${asOf}`;
    case 'kept':
      return asOf === null ? 'As opened' : `As of ${asOf}`;
    case 'stale':
      return asOf === null ? 'Out of date' : `Out of date · as of ${asOf}`;
    case 'loading':
      return 'Loading…';
    case 'off':
      return 'No standings';
  }
}
