/** A synthetic company for the mock API: names from word lists, activities from a seeded generator. */

export interface Athlete {
  readonly id: string;
  readonly name: string;
  readonly department: string | null;
}

export interface Activity {
  readonly athlete: number;
  readonly day: string;
  readonly sport: string;
  readonly points: number;
  readonly km: number;
  readonly minutes: number;
  readonly climbed: number;
}

const FIRST = 'Ada Bruno Celia Dario Edda Farid Greta Hugo Ines Jonas Kaja Lena Milan Nadia Otto Petra Quinn Rosa Stefan Tilda Umar Vera Wanda Xenia Yara Zeno Marie-Louise Óscar Łucja'.split(' ');
const LAST = 'Alder Birch Calder Dale Elm Fenn Grove Heath Isle Juniper Knoll Larch Marsh Nettle Orchard Pike Quarry Ridge Sedge Thorn Underhill Vale Willow Yarrow Brzęczyszczykiewicz Featherstonehaugh-Moor'.split(' ');
export const DEPARTMENTS = ['Customer Care', 'Design', 'Engineering', 'Finance', 'Logistics', 'Marketing & Sales', 'People', 'Research'];

interface SportShape {
  readonly id: string;
  readonly weight: number;
  readonly km: readonly [number, number];
  readonly kmh: number;
  readonly climb: number;
  readonly perKm: number;
}

const SPORTS: readonly SportShape[] = [
  { id: 'Run', weight: 34, km: [3, 16], kmh: 10, climb: 8, perKm: 1 },
  { id: 'Ride', weight: 30, km: [8, 70], kmh: 24, climb: 9, perKm: 0.3 },
  { id: 'Walk', weight: 18, km: [2, 9], kmh: 5, climb: 5, perKm: 0.8 },
  { id: 'Hike', weight: 7, km: [6, 22], kmh: 4, climb: 38, perKm: 1.2 },
  { id: 'Swim', weight: 6, km: [0.8, 3], kmh: 2.6, climb: 0, perKm: 4 },
  { id: 'TrailRun', weight: 5, km: [6, 24], kmh: 8, climb: 32, perKm: 1.4 },
];
export const SPORT_IDS = SPORTS.map((sport) => sport.id).sort();

/** mulberry32: small, seeded, good enough for pictures. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export class Company {
  readonly athletes: Athlete[] = [];
  readonly activities: Activity[] = [];
  /** Counts the changes; the mock's version. */
  revision = 1;
  changedAt = Date.now();
  readonly #random = seeded(20261123);
  readonly #zeal: number[] = [];

  constructor(readonly today: string, size = 318) {
    for (let i = 0; i < size; i++) this.#hire(i);
    for (let back = 365; back >= 1; back--) this.#live(addDays(today, -back), 1);
    this.#live(today, 0.4);
  }

  /** Somebody comes home from an activity. */
  tick(): void {
    const athlete = Math.floor(this.#random() * this.athletes.length);
    this.activities.push(this.#activity(athlete, this.today));
    this.revision++;
    this.changedAt = Date.now();
  }

  #hire(i: number): void {
    const pick = (list: readonly string[]): string => list[Math.floor(this.#random() * list.length)] ?? '';
    this.athletes.push({
      id: `a${String(i).padStart(4, '0')}`,
      name: `${pick(FIRST)} ${pick(LAST)}`,
      department: this.#random() < 0.03 ? null : pick(DEPARTMENTS),
    });
    this.#zeal.push(this.#random() ** 2 * 0.7);
  }

  #live(day: string, share: number): void {
    for (let athlete = 0; athlete < this.athletes.length; athlete++) {
      if (this.#random() < (this.#zeal[athlete] ?? 0) * share) this.activities.push(this.#activity(athlete, day));
    }
  }

  #activity(athlete: number, day: string): Activity {
    const sport = this.#sport();
    const [least, most] = sport.km;
    const km = Math.round((least + this.#random() ** 2 * (most - least)) * 100) / 100;
    return {
      athlete,
      day,
      sport: sport.id,
      points: Math.round(km * sport.perKm * 1000) / 1000,
      km,
      minutes: Math.round((km / sport.kmh) * 60 * (0.85 + this.#random() * 0.4)),
      climbed: Math.round(km * sport.climb * this.#random()),
    };
  }

  #sport(): SportShape {
    let at = this.#random() * SPORTS.reduce((sum, sport) => sum + sport.weight, 0);
    return SPORTS.find((sport) => (at -= sport.weight) < 0) ?? (SPORTS[0] as SportShape);
  }
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
