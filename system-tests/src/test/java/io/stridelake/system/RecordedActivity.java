package io.stridelake.system;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/** What somebody read off a recorded file, with no help of our readers. */
record RecordedActivity(
    String file,
    String athlete,
    String id,
    String sport,
    LocalDate date,
    BigDecimal metres,
    long seconds) {

  boolean isListed() {
    return file.contains("athlete-activities");
  }

  static List<RecordedActivity> all() throws IOException {
    try (InputStream table =
        RecordedActivity.class.getResourceAsStream("recorded-activities.tsv")) {
      return new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(RecordedActivity::of)
          .toList();
    }
  }

  private static RecordedActivity of(String line) {
    String[] cells = line.split("\t", -1);
    return new RecordedActivity(
        cells[0],
        cells[1],
        cells[2],
        cells[3],
        LocalDate.parse(cells[4]),
        new BigDecimal(cells[5]),
        Long.parseLong(cells[6]));
  }
}
