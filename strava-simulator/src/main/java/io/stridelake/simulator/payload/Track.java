package io.stridelake.simulator.payload;

import io.stridelake.simulator.company.Chance;

/**
 * A wandering track in Google's encoded polyline format, precision 5.
 *
 * @see <a href="https://developers.google.com/maps/documentation/utilities/polylinealgorithm">the
 *     format</a>
 */
record Track(
    String polyline,
    double startLatitude,
    double startLongitude,
    double endLatitude,
    double endLongitude) {

  static Track wander(Chance chance, double latitude, double longitude, double metres, int points) {
    StringBuilder line = new StringBuilder(points * 5);
    double step = metres / 111_000 / points;
    double heading = chance.between(0.0, 2 * Math.PI);
    double lat = latitude;
    double lng = longitude;
    long lastLat = 0;
    long lastLng = 0;
    for (int i = 0; i < points; i++) {
      long nextLat = Math.round(lat * 1e5);
      long nextLng = Math.round(lng * 1e5);
      encode(line, nextLat - lastLat);
      encode(line, nextLng - lastLng);
      lastLat = nextLat;
      lastLng = nextLng;
      heading += chance.normal(0, .7);
      double length = step * chance.between(.3, 1.7);
      lat += length * Math.cos(heading);
      lng += length * Math.sin(heading) / Math.cos(Math.toRadians(latitude));
    }
    return new Track(line.toString(), latitude, longitude, lastLat / 1e5, lastLng / 1e5);
  }

  private static void encode(StringBuilder line, long value) {
    long rest = value < 0 ? ~(value << 1) : value << 1;
    while (rest >= 0x20) {
      line.append((char) ((0x20 | (rest & 0x1f)) + 63));
      rest >>= 5;
    }
    line.append((char) (rest + 63));
  }
}
