import { type Address, formatAddress, parseAddress } from './address';

/** Where the reader is: the address, and the place in the ranking that only the history knows. */
export interface Place {
  readonly address: Address;
  readonly cursor: string | null;
}

interface Kept {
  readonly cursor?: string | null;
  /** True when the entry before shows the same without the open member. */
  readonly detailOnTop?: boolean;
}

/** The browser's history as the page uses it. */
export class Navigation {
  readonly #window: Window;

  constructor(window: Window, onMove: () => void) {
    this.#window = window;
    window.addEventListener('popstate', onMove);
  }

  get search(): string {
    return this.#window.location.search;
  }

  current(): Place {
    return { address: parseAddress(this.search), cursor: this.#kept().cursor ?? null };
  }

  push(place: Place, detailOnTop = false): void {
    this.#window.history.pushState({ cursor: place.cursor, detailOnTop }, '', formatAddress(place.address));
  }

  replace(place: Place): void {
    this.#window.history.replaceState({ ...this.#kept(), cursor: place.cursor }, '', formatAddress(place.address));
  }

  /** Leaves an opened detail by going back when that is where it came from; false when it is not. */
  leaveDetail(): boolean {
    if (this.#kept().detailOnTop !== true) return false;
    this.#window.history.back();
    return true;
  }

  #kept(): Kept {
    const state: unknown = this.#window.history.state;
    return state !== null && typeof state === 'object' ? state : {};
  }
}
