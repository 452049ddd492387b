import { DEFAULTS, formatAddress, isFiltered, isParameter, without } from '../address';
import { boardOf, startsLater } from '../boards';
import { fixed, moment, name, unitOf } from '../format';
import { type Model, type Trouble, isStale } from '../model';
import { el, nav } from './dom';
import { safeUrl } from './masthead';

/** What takes the table's place, or stands above it, when something is not as usual. */
export interface Notice {
  readonly tone: 'info' | 'warn' | 'error' | 'empty';
  readonly title: string;
  readonly text: string;
  readonly actions: readonly HTMLElement[];
  /** True: a countdown to the next attempt belongs below. */
  readonly retries: boolean;
}

export function noticesOf(model: Model, now: number, retry: () => void): Notice[] {
  const { trouble, page } = model;
  const notices: Notice[] = [];
  if (trouble) notices.push(troubled(trouble, model, now, retry));
  if (model.note !== null) notices.push(noted(model));
  if (page && !page.complete) {
    notices.push(notice('warn', 'This answer is partial', 'Part of the system is recovering; some athletes may be missing for the moment.'));
  }
  if (page && model.behind && trouble === null) {
    notices.push(notice('info', 'These standings may be a moment behind', 'Part of the system is recovering, and a copy answers for it meanwhile.'));
  }
  if (page && page.entries.length === 0) notices.push(empty(model));
  return notices;
}

function notice(tone: Notice['tone'], title: string, text: string, actions: readonly HTMLElement[] = [], retries = false): Notice {
  return { tone, title, text, actions, retries };
}

function troubled(trouble: Trouble, model: Model, now: number, retry: () => void): Notice {
  switch (trouble.kind) {
    case 'bad-address':
      return badAddress(trouble, model);
    case 'not-found':
      return unknownBoard(model);
    case 'unavailable':
      return passing(unavailableTitle(trouble.code), unavailableText(trouble.code), model, now, retry);
    case 'unreachable':
      return navigator.onLine
        ? passing('The server does not answer', 'It may be starting, or the way to it is interrupted.', model, now, retry)
        : passing('You are offline', 'The ranking goes on by itself when the connection is back.', model, now, retry);
  }
}

function badAddress(trouble: Extract<Trouble, { kind: 'bad-address' }>, { address }: Model): Notice {
  const { parameter } = trouble;
  const actions: HTMLElement[] = [];
  if (isParameter(parameter)) {
    actions.push(nav(formatAddress(without(address, parameter)), { class: 'button' }, `Drop “${parameter}”`));
  }
  actions.push(nav('/', { class: 'button ghost' }, 'Start afresh'));
  const what = parameter === null ? 'Something in this address is' : `The “${parameter}” in this address is`;
  return notice('error', `${what} not possible`, trouble.detail, actions);
}

function unknownBoard({ address, catalog }: Model): Notice {
  const boards = catalog?.boards ?? [];
  const actions = boards.map((board) => nav(formatAddress({ ...DEFAULTS, board: board.id, period: board.periods[0] ?? 'all' }), { class: 'button ghost' }, name(board.id)));
  return notice('error', `There is no board “${address.board}”`, 'It may have been renamed, or the link is mistyped. These boards exist:', actions);
}

function unavailableTitle(code: string): string {
  if (code === 'restoring') return 'The ranking is being restored';
  if (code === 'kafka-unavailable') return 'The data store is out of reach';
  if (code === 'too-many-requests') return 'A little too busy';
  return 'The ranking cannot be read at the moment';
}

function unavailableText(code: string): string {
  if (code === 'restoring') return 'After a restart the standings are read back first. Nothing is lost.';
  if (code === 'kafka-unavailable') return 'New activities wait and will be counted when it is back. Nothing is lost.';
  return 'This should pass by itself.';
}

function passing(title: string, text: string, model: Model, now: number, retry: () => void): Notice {
  const button = el('button', { type: 'button', class: 'button ghost' }, 'Try now');
  button.addEventListener('click', retry);
  const asOf = model.page?.asOf;
  const kept = isStale(model) ? ` Shown below: the last known standings${asOf ? `, as of ${moment(asOf, now)}` : ''}.` : '';
  return notice('warn', title, text + kept, [button], true);
}

function noted({ note, address }: Model): Notice {
  const first = nav(formatAddress(address), { class: 'button', 'data-first': true }, 'Show the latest');
  if (note === 'newer') return notice('info', 'The standings have moved on', 'This part of the ranking is kept as it was when you opened it.', [first]);
  if (note === 'stale-cursor') return notice('info', 'Back at the top', 'The part you were looking at is no longer kept, because the standings moved on.');
  return notice('info', 'The ranking was recalculated', 'The rules changed or were applied again; arrows start from the new standings.');
}

function empty(model: Model): Notice {
  const { address, catalog, page } = model;
  const link = (change: Partial<typeof address>, text: string, kind = 'button ghost'): HTMLElement =>
    nav(formatAddress({ ...address, member: null, ...change }), { class: kind }, text);
  if (startsLater(page?.period.from ?? null, catalog)) {
    return notice('empty', 'This period has not begun', 'Come back when it has, or look at what is going on now.', [link({ date: null, period: 'week' }, 'This week', 'button'), link({ date: null, period: 'all' }, 'All time')]);
  }
  if (isFiltered(address)) {
    return notice('empty', 'Nobody matches', 'There are no counted activities with these filters in this period.', [link({ department: null, sport: null, q: null }, 'Clear filters', 'button'), link({ date: null, period: 'all' }, 'Look at all time')]);
  }
  const board = boardOf(catalog, address.board);
  if (board?.atLeast != null) {
    return notice('empty', 'Nobody has got this far yet', `This board begins at ${fixed(board.atLeast, 0)} ${unitOf(board.metric, board.atLeast)}.`, []);
  }
  const actions: HTMLElement[] = [];
  if (address.date !== null) actions.push(link({ date: null }, 'Go to today', 'button'));
  if (address.period !== 'all') actions.push(link({ date: null, period: 'all' }, 'Show all time', actions.length === 0 ? 'button' : 'button ghost'));
  const connect = safeUrl(catalog?.connectUrl);
  if (connect !== null) actions.push(el('a', { href: connect, class: 'button ghost' }, 'Connect your account'));
  return notice('empty', 'No counted activities in this period yet', 'As soon as somebody who takes part records one, it appears here by itself.', actions);
}
