package io.stridelake.query.ranking;

/** How many rows on either side of a member are shown. */
record Window(int before, int after) {

  /**
   * As many on either side, and more on one where the other has not enough.
   *
   * @param others rows wanted besides the member
   * @param before rows there are before it
   * @param after rows there are after it
   */
  static Window around(int others, int before, int after) {
    int above = Math.min(others / 2, before);
    int below = Math.min(others - above, after);
    return new Window(Math.min(others - below, before), below);
  }
}
