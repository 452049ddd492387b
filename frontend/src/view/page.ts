import type { App } from '../app';
import { type Model, isStale } from '../model';
import { Controls } from './controls';
import { name } from '../format';
import { periodLabel } from '../period';
import { DetailDialog } from './detail';
import { el } from './dom';
import { Footer } from './footer';
import { Masthead } from './masthead';
import { Pager } from './pager';
import { SidePanel } from './side';
import { Status } from './status';
import { RankingTable } from './table';

/** All views together. */
export class Page {
  readonly #now: () => number;
  readonly #masthead: Masthead;
  readonly #controls: Controls;
  readonly #status: Status;
  readonly #table = new RankingTable();
  readonly #pager: Pager;
  readonly #side = new SidePanel();
  readonly #detail: DetailDialog;
  readonly #footer = new Footer();

  /** @param app given late, because it renders while it is built */
  constructor(app: () => App, now: () => number) {
    this.#now = now;
    this.#masthead = new Masthead((date) => app().go({ ...app().model.address, date: date === app().model.catalog?.today ? null : date }));
    this.#controls = new Controls((address, how) => app().go(address, how));
    this.#status = new Status(() => app().retry());
    this.#pager = new Pager((cursor) => {
      app().turn(cursor);
      this.#status.line.scrollIntoView({ block: 'start' });
    });
    this.#detail = new DetailDialog(() => app().closeDetail());
  }

  mount(root: HTMLElement): void {
    const ranking = el('section', { id: 'ranking', class: 'main', tabindex: '-1', 'aria-label': 'Ranking' }, this.#status.line, this.#status.notices, this.#table.element, this.#pager.element);
    const main = el('main', {}, this.#controls.element, el('div', { class: 'wrap columns' }, ranking, this.#side.element));
    root.replaceChildren(this.#masthead.element, main, this.#footer.element, this.#status.announcer, this.#detail.element);
  }

  update(model: Model): void {
    const now = this.#now();
    document.title = titleOf(model);
    this.#side.element.classList.toggle('stale', isStale(model));
    this.#masthead.update(model);
    this.#controls.update(model);
    this.#status.update(model, now);
    this.#table.update(model);
    this.#pager.update(model);
    this.#side.update(model);
    this.#detail.update(model);
    this.#footer.update(model, now);
  }

  tick(model: Model): void {
    this.#status.tick(model, this.#now());
  }
}

/** So that history entries and bookmarks can be told apart. */
function titleOf({ address, catalog }: Model): string {
  const period = periodLabel(address.period, address.date ?? catalog?.today ?? '', catalog?.seasons ?? []);
  return [name(address.board), period, 'Stridelake'].filter((part) => part !== '').join(' · ');
}
