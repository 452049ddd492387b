package io.stridelake.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A preview as a table. */
final class PreviewText {
  private static final String FORMAT = "%-7s %6s %6s  %12s %12s  %-28s %s%n";
  private static final int LONGEST_NAME = 28;

  private PreviewText() {}

  static void print(JsonNode preview, PrintWriter out) {
    out.printf(
        "generation %d (%s) instead of %d (%s), board %s, %s%n",
        preview.path("to").asInt(),
        preview.path("toRuleSet").asText(),
        preview.path("from").asInt(),
        preview.path("fromRuleSet").asText(),
        preview.path("board").asText(),
        preview.path("period").path("id").asText());
    JsonNode summary = preview.path("summary");
    out.printf(
        "%d rise, %d fall, %d enter, %d leave, %d stay; company %s -> %s points%n",
        summary.path("rise").asLong(),
        summary.path("fall").asLong(),
        summary.path("enter").asLong(),
        summary.path("leave").asLong(),
        summary.path("stay").asLong(),
        summary.path("company").path("before").asText(),
        summary.path("company").path("after").asText());
    out.printf(FORMAT, "moves", "from", "to", "before", "after", "who", "because");
    preview.path("rows").forEach(row -> printRow(row, out));
    if (preview.hasNonNull("next")) {
      out.println("… and more: --limit, or --json and its cursor");
    }
  }

  private static void printRow(JsonNode row, PrintWriter out) {
    out.printf(
        FORMAT,
        move(row),
        place(row.path("before"), "rank"),
        place(row.path("after"), "rank"),
        place(row.path("before"), "value"),
        place(row.path("after"), "value"),
        shortened(row.path("member").path("name").asText()),
        because(row));
  }

  private static String move(JsonNode row) {
    long ranks = row.path("ranks").asLong();
    return switch (row.path("moves").asText()) {
      case "rise" -> "↑ " + ranks;
      case "fall" -> "↓ " + -ranks;
      case "enter" -> "+ new";
      case "leave" -> "- gone";
      default -> "=";
    };
  }

  private static String place(JsonNode place, String what) {
    return place.isObject() ? place.path(what).asText() : "–";
  }

  private static String because(JsonNode row) {
    List<String> rules = new ArrayList<>();
    row.path("because")
        .forEach(
            rule ->
                rules.add(
                    "%s %s -> %s"
                        .formatted(
                            rule.path("id").asText(),
                            rule.path("before").asText(),
                            rule.path("after").asText())));
    return String.join(", ", rules);
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
  }
}
