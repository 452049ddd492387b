package io.stridelake.ranking.row;

/**
 * What counted activities add up to. All parts are exact, so the order of adding never matters.
 *
 * @param points thousandths of a point
 * @param activities how many
 * @param distance micrometres
 * @param seconds of moving time
 * @param climbed micrometres
 */
public record Sums(long points, long activities, long distance, long seconds, long climbed) {
  public static final Sums NONE = new Sums(0, 0, 0, 0, 0);

  /** The same with other points. */
  public Sums withPoints(long others) {
    return new Sums(others, activities, distance, seconds, climbed);
  }

  /** The sums of both. */
  public Sums plus(Sums other) {
    return new Sums(
        Math.addExact(points, other.points),
        activities + other.activities,
        Math.addExact(distance, other.distance),
        Math.addExact(seconds, other.seconds),
        Math.addExact(climbed, other.climbed));
  }

  /** These sums without the others. */
  public Sums minus(Sums other) {
    return new Sums(
        points - other.points,
        activities - other.activities,
        distance - other.distance,
        seconds - other.seconds,
        climbed - other.climbed);
  }
}
