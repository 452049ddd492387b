package io.stridelake.athlete;

/** Whether rankings show an athlete by name. */
public enum Visibility {
  /** On every board. */
  SHOWN,
  /** Counted in totals and departments only. */
  HIDDEN
}
