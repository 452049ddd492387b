package io.stridelake.query.fake;

import io.stridelake.query.fake.Person.Deed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up activities the slow way. */
public record Sums(List<Deed> deeds) {
  public long points() {
    return deeds.stream().mapToLong(Deed::points).sum();
  }

  public long distance() {
    return deeds.stream().mapToLong(Deed::distance).sum();
  }

  public long seconds() {
    return deeds.stream().mapToLong(Deed::seconds).sum();
  }

  public long climbed() {
    return deeds.stream().mapToLong(Deed::climbed).sum();
  }

  public long activeDays() {
    return deeds.stream().map(Deed::day).distinct().count();
  }

  /** By the board's metric; the fake knows boards by what their id begins with. */
  public long score(String board) {
    return board.startsWith("climbers")
        ? climbed()
        : board.startsWith("ten-thousand") ? distance() : points();
  }

  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("points", points());
    fields.put("activities", deeds.size());
    fields.put("distance", distance());
    fields.put("seconds", seconds());
    fields.put("climbed", climbed());
    fields.put("activeDays", activeDays());
    return fields;
  }
}
