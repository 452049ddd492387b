import { type Address, parseAddress, sameRanking } from './address';
import { type Answer, ApiClient } from './api/client';
import { CATALOG, RULES, memberPath, rankingPath, totalsPath } from './api/paths';
import type { Catalog, MemberAnswer, RankingPage, Totals } from './api/types';
import { boardOf, fitDefaults } from './boards';
import { unitOf } from './format';
import type { Model } from './model';
import { comparable, movements, summary, unexpired } from './movement';
import type { Navigation, Place } from './navigation';
import { type Outcome, type Poller, initial } from './poll';
import { outcomeOf, troubleOf } from './trouble';

const CATALOG_EVERY_MS = 60_000;
const DONE: Outcome = { type: 'succeeded' };

export interface AppPorts {
  readonly client: ApiClient;
  readonly navigation: Navigation;
  readonly render: (model: Model) => void;
  readonly now: () => number;
}

/**
 * Turns navigation and answers into models. One round asks for everything on display, each part
 * conditionally; the ranking decides when to ask next, the other parts keep what they last knew.
 */
export class App {
  readonly #ports: AppPorts;
  #model: Model;
  #poller: Poller | null = null;
  #catalogAt = Number.NEGATIVE_INFINITY;
  #rulesAsked = false;
  /** Tag of the first page when the reader left it; a later one means the standings moved on. */
  #leftTag: string | null = null;

  constructor(ports: AppPorts) {
    this.#ports = ports;
    this.#model = {
      ...ports.navigation.current(),
      catalog: null,
      page: null,
      behind: false,
      trouble: null,
      movements: new Map(),
      totals: null,
      detail: null,
      note: null,
      rulesPath: null,
      poll: initial(true),
      announcement: '',
    };
    this.#show({ detail: this.#detailOf(this.#model.address) });
  }

  start(poller: Poller): void {
    this.#poller = poller;
    poller.askNow();
  }

  get model(): Model {
    return this.#model;
  }

  /** Shows another address; typing replaces the history entry, everything else adds one. */
  go(address: Address, how: 'push' | 'replace' = 'push'): void {
    const stays = sameRanking(address, this.#model.address);
    const place = { address, cursor: stays ? this.#model.cursor : null };
    if (how === 'replace') this.#ports.navigation.replace(place);
    else this.#ports.navigation.push(place, stays && address.member !== null);
    this.#arrive(place);
  }

  /** Follows a link of the page, given by its query string. */
  follow(search: string): void {
    this.go(this.#fitted(parseAddress(search), search));
  }

  /** Shows another part of the same ranking. */
  turn(cursor: string | null): void {
    const place = { address: this.#model.address, cursor };
    this.#ports.navigation.push(place);
    this.#arrive(place);
  }

  closeDetail(): void {
    const { address } = this.#model;
    if (address.member === null) return;
    // At once: an answer that arrives before the history has moved must not open it again.
    this.#show({ detail: null });
    if (!this.#ports.navigation.leaveDetail()) this.go({ ...address, member: null });
  }

  /** The history moved. */
  moved(): void {
    const { navigation } = this.#ports;
    const { address, cursor } = navigation.current();
    this.#arrive({ address: this.#fitted(address, navigation.search), cursor });
  }

  retry(): void {
    this.#poller?.askNow();
  }

  polled(poll: Model['poll']): void {
    this.#show({ poll });
  }

  /** Drops arrows that were shown long enough. */
  expire(): void {
    this.#show({ movements: unexpired(this.#model.movements, this.#ports.now()) });
  }

  /** One round of requests; never throws. */
  async ask(signal: AbortSignal): Promise<Outcome> {
    const search = this.#ports.navigation.search;
    const catalog = this.#askCatalog(signal);
    if (this.#model.catalog === null && !(search.includes('board=') && search.includes('period='))) await catalog;
    if (signal.aborted) return DONE;
    const [outcome] = await Promise.all([this.#askRanking(signal), catalog, this.#askTotals(signal), this.#askDetail(signal), this.#askRules(signal)]);
    return outcome;
  }

  #arrive(place: Place): void {
    const { client } = this.#ports;
    const before = this.#model;
    const stays = sameRanking(place.address, before.address);
    if (place.cursor !== null && (before.cursor === null || !stays)) {
      this.#leftTag = client.tag(rankingPath(place.address, null));
    }
    const same = stays && place.cursor === before.cursor;
    this.#show({
      ...place,
      page: client.peek<RankingPage>(rankingPath(place.address, place.cursor)),
      totals: client.peek<Totals>(totalsPath(place.address)),
      trouble: same ? before.trouble : null,
      movements: same ? before.movements : new Map(),
      note: same ? before.note : null,
      detail: this.#detailOf(place.address),
      announcement: '',
    });
    this.#poller?.askNow();
  }

  #fitted(address: Address, search: string): Address {
    const { catalog } = this.#model;
    return catalog === null ? address : fitDefaults(address, search, catalog);
  }

  #detailOf(address: Address): Model['detail'] {
    if (address.member === null) return null;
    const answer = this.#ports.client.peek<MemberAnswer>(memberPath(address, address.member));
    return { id: address.member, answer, trouble: null };
  }

  async #askCatalog(signal: AbortSignal): Promise<void> {
    const { client, navigation, now } = this.#ports;
    if (now() - this.#catalogAt < CATALOG_EVERY_MS && this.#model.catalog !== null) return;
    const answer = await client.get<Catalog>(CATALOG, signal);
    if (signal.aborted || !isBody(answer)) return;
    this.#catalogAt = now();
    const first = this.#model.catalog === null;
    const address = first ? fitDefaults(this.#model.address, navigation.search, answer.body) : this.#model.address;
    this.#show({ catalog: answer.body, address });
  }

  async #askRanking(signal: AbortSignal): Promise<Outcome> {
    const { address, cursor, page } = this.#model;
    if (cursor !== null && page !== null) return this.#watchFirst(address, signal);
    const answer = await this.#ports.client.get<RankingPage>(rankingPath(address, cursor), signal);
    if (signal.aborted) return DONE;
    if (isBody(answer)) {
      this.#show({ behind: answer.stale });
      return this.#took(answer.body);
    }
    if (cursor !== null && isStaleCursor(answer)) return this.#startOver(signal);
    const trouble = troubleOf(answer);
    const lasting = trouble.kind === 'bad-address' || trouble.kind === 'not-found';
    this.#show({ trouble, page: lasting ? null : this.#model.page });
    return outcomeOf(answer);
  }

  #took(page: RankingPage): Outcome {
    const { page: before, movements: shown, catalog, address, note } = this.#model;
    if (page === before) {
      this.#show({ trouble: null });
      return DONE;
    }
    if (before === null) {
      this.#show({ page, trouble: null });
      return DONE;
    }
    const recalculated = before.generation !== page.generation;
    if (recalculated) this.#catalogAt = Number.NEGATIVE_INFINITY;
    const metric = boardOf(catalog, address.board)?.metric ?? 'points';
    this.#show({
      page,
      trouble: null,
      movements: movements(before, page, shown, this.#ports.now()),
      announcement: comparable(before, page) ? summary(before, page, unitOf(metric, 2)) : '',
      note: recalculated ? 'recalculated' : note,
    });
    return DONE;
  }

  /** A later page is a snapshot that stays; only whether the standings moved on is asked. */
  async #watchFirst(address: Address, signal: AbortSignal): Promise<Outcome> {
    const { client } = this.#ports;
    const path = rankingPath(address, null);
    const answer = await client.get<RankingPage>(path, signal);
    if (signal.aborted) return DONE;
    if (!isBody(answer)) {
      this.#show({ trouble: troubleOf(answer) });
      return outcomeOf(answer);
    }
    this.#leftTag ??= client.tag(path);
    this.#show({ behind: answer.stale, trouble: null, note: client.tag(path) === this.#leftTag ? this.#model.note : 'newer' });
    return DONE;
  }

  async #startOver(signal: AbortSignal): Promise<Outcome> {
    const { navigation, client } = this.#ports;
    const { address } = this.#model;
    navigation.replace({ address, cursor: null });
    this.#show({ cursor: null, page: client.peek<RankingPage>(rankingPath(address, null)), note: 'stale-cursor' });
    return this.#askRanking(signal);
  }

  async #askTotals(signal: AbortSignal): Promise<void> {
    const answer = await this.#ports.client.get<Totals>(totalsPath(this.#model.address), signal);
    if (!signal.aborted && isBody(answer)) this.#show({ totals: answer.body });
  }

  async #askDetail(signal: AbortSignal): Promise<void> {
    const { address, detail } = this.#model;
    if (detail === null) return;
    const answer = await this.#ports.client.get<MemberAnswer>(memberPath(address, detail.id), signal);
    if (signal.aborted) return;
    if (isBody(answer)) this.#show({ detail: { id: detail.id, answer: answer.body, trouble: null } });
    else this.#show({ detail: { ...detail, trouble: troubleOf(answer) } });
  }

  /** Once: the link to the rules is offered only where they can be read. */
  async #askRules(signal: AbortSignal): Promise<void> {
    if (this.#rulesAsked) return;
    const answer = await this.#ports.client.get<unknown>(RULES, signal);
    if (signal.aborted) return;
    this.#rulesAsked = isBody(answer) || (answer.kind === 'problem' && answer.status === 404);
    if (isBody(answer)) this.#show({ rulesPath: RULES });
  }

  #show(change: Partial<Model>): void {
    this.#model = { ...this.#model, ...change };
    this.#ports.render(this.#model);
  }
}

function isBody<T>(answer: Answer<T>): answer is Extract<Answer<T>, { kind: 'fresh' | 'same' }> {
  return answer.kind === 'fresh' || answer.kind === 'same';
}

function isStaleCursor(answer: Answer<unknown>): boolean {
  if (answer.kind !== 'problem') return false;
  return answer.status === 410 || (answer.status === 400 && answer.problem.parameter === 'cursor');
}

