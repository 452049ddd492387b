package io.stridelake.ingest.roster;

import io.stridelake.athlete.AthleteId;
import io.stridelake.athlete.Visibility;
import io.stridelake.ingest.access.Problem.Mistake;
import io.stridelake.topics.AccountKey;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A roster as a file gives it: {@code athlete,name,department,account} and optionally {@code
 * visibility}, {@code since}, {@code left}, in any order. Further rows of an athlete name further
 * accounts; their other cells are empty or the same.
 */
final class RosterFile {
  private static final Set<String> REQUIRED = Set.of("athlete", "name", "department", "account");
  private static final Set<String> OPTIONAL = Set.of("visibility", "since", "left");
  private static final Pattern ACCOUNT = Pattern.compile("strava:[1-9][0-9]{0,18}");
  private static final int LONGEST_TEXT = 200;
  private static final AthleteId NOBODY = new AthleteId("-");
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final List<Mistake> mistakes = new ArrayList<>();
  private final Map<String, Integer> columns = new HashMap<>();
  private final Map<AthleteId, RosterLine> lines = new LinkedHashMap<>();
  private final Map<AccountKey, AthleteId> owners = new HashMap<>();

  private RosterFile() {}

  /**
   * What a file says.
   *
   * @param lines one for each athlete, in the file's order; of no use if there are mistakes
   * @param mistakes all of them, in the file's order
   */
  record Contents(List<RosterLine> lines, List<Mistake> mistakes) {}

  static Contents read(byte[] bytes) {
    RosterFile file = new RosterFile();
    file.readBytes(bytes);
    file.mistakes.sort(Comparator.comparingInt(Mistake::line).thenComparingInt(Mistake::column));
    return new Contents(List.copyOf(file.lines.values()), List.copyOf(file.mistakes));
  }

  private void readBytes(byte[] bytes) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      mistakes.add(notUtf8(bytes));
      return;
    }
    Csv.Document document = Csv.read(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    mistakes.addAll(document.mistakes());
    if (document.rows().isEmpty()) {
      mistakes.add(new Mistake(1, 1, "the file is empty (expected a header row)"));
      return;
    }
    if (readHeader(document.rows().getFirst())) {
      document.rows().stream().skip(1).forEach(this::readRow);
    }
  }

  private static Mistake notUtf8(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    java.nio.CharBuffer out = java.nio.CharBuffer.allocate(bytes.length + 1);
    StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
    String before = out.flip().toString();
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    return new Mistake(line, before.length() - before.lastIndexOf('\n'), "not UTF-8");
  }

  private boolean readHeader(Csv.Row header) {
    int before = mistakes.size();
    for (int i = 0; i < header.fields().size(); i++) {
      Csv.Field field = header.fields().get(i);
      String name = field.text().strip().toLowerCase(Locale.ROOT);
      if (!REQUIRED.contains(name) && !OPTIONAL.contains(name)) {
        mistakes.add(
            field.mistake(
                "unknown column (expected athlete, name, department, account, visibility, since or left)"));
      } else if (columns.putIfAbsent(name, i) != null) {
        mistakes.add(field.mistake("column " + name + " appears twice"));
      }
    }
    REQUIRED.stream()
        .filter(name -> !columns.containsKey(name))
        .sorted()
        .forEach(name -> mistakes.add(new Mistake(1, 1, "column " + name + " is missing")));
    return mistakes.size() == before;
  }

  private void readRow(Csv.Row row) {
    Csv.Field first = row.fields().getFirst();
    if (row.fields().size() != columns.size()) {
      mistakes.add(
          first.mistake("%d fields (expected %d)".formatted(row.fields().size(), columns.size())));
      return;
    }
    Csv.Field id = cell(row, "athlete");
    if (!AthleteId.isValid(id.text())) {
      mistakes.add(id.mistake("not an athlete id (expected 1 to 64 of A-Z a-z 0-9 . _ -)"));
      // The file is refused anyway, but its author wants to know of the other cells, too.
      firstRow(row, NOBODY, id);
      return;
    }
    AthleteId athlete = new AthleteId(id.text());
    RosterLine known = lines.get(athlete);
    RosterLine read = known == null ? firstRow(row, athlete, id) : furtherRow(row, known);
    lines.put(athlete, read);
  }

  private RosterLine firstRow(Csv.Row row, AthleteId athlete, Csv.Field id) {
    Csv.Field name = cell(row, "name");
    if (name.text().isBlank()) {
      mistakes.add(name.mistake("the name is empty"));
    }
    LocalDate since = columns.containsKey("since") ? date(cell(row, "since")) : null;
    LocalDate left = columns.containsKey("left") ? date(cell(row, "left")) : null;
    if (since != null && left != null && left.isBefore(since)) {
      mistakes.add(
          cell(row, "left").mistake("left before since (expected " + since + " or a later day)"));
    }
    return new RosterLine(
        athlete,
        id,
        text(name),
        text(cell(row, "department")),
        account(row, athlete),
        columns.containsKey("visibility") ? visibility(cell(row, "visibility")) : null,
        since,
        columns.containsKey("left"),
        left);
  }

  /** Only the account may be new. */
  private RosterLine furtherRow(Csv.Row row, RosterLine known) {
    same(cell(row, "name"), known.name(), "name");
    same(cell(row, "department"), known.department(), "department");
    if (columns.containsKey("visibility")) {
      same(
          cell(row, "visibility"),
          known.visibility() == Visibility.HIDDEN ? "hidden" : "shown",
          "visibility");
    }
    if (columns.containsKey("since")) {
      same(cell(row, "since"), known.since() == null ? "" : known.since().toString(), "since");
    }
    if (columns.containsKey("left")) {
      same(cell(row, "left"), known.left() == null ? "" : known.left().toString(), "left");
    }
    List<RosterLine.NamedAccount> accounts = new ArrayList<>(known.accounts());
    accounts.addAll(account(row, known.athlete()));
    return new RosterLine(
        known.athlete(),
        known.at(),
        known.name(),
        known.department(),
        accounts,
        known.visibility(),
        known.since(),
        known.hasLeft(),
        known.left());
  }

  private void same(Csv.Field field, String expected, String column) {
    if (!field.text().isBlank() && !field.text().strip().equals(expected)) {
      mistakes.add(
          field.mistake(
              column + " differs from the athlete's first row (expected the same or nothing)"));
    }
  }

  private List<RosterLine.NamedAccount> account(Csv.Row row, AthleteId athlete) {
    Csv.Field field = cell(row, "account");
    String text = field.text().strip();
    if (text.isEmpty()) {
      return List.of();
    }
    if (!ACCOUNT.matcher(text).matches()) {
      mistakes.add(field.mistake("not an account (expected strava:123 or nothing)"));
      return List.of();
    }
    AccountKey key = AccountKey.parse(text);
    AthleteId owner = owners.putIfAbsent(key, athlete);
    if (owner != null && !owner.equals(athlete)) {
      mistakes.add(field.mistake("the account is that of " + owner + " in this file, too"));
    }
    return owner == null ? List.of(new RosterLine.NamedAccount(key, field)) : List.of();
  }

  private @Nullable Visibility visibility(Csv.Field field) {
    return switch (field.text().strip()) {
      case "", "shown" -> Visibility.SHOWN;
      case "hidden" -> Visibility.HIDDEN;
      default -> {
        mistakes.add(field.mistake("not a visibility (expected shown or hidden)"));
        yield null;
      }
    };
  }

  private @Nullable LocalDate date(Csv.Field field) {
    String text = field.text().strip();
    if (text.isEmpty()) {
      return null;
    }
    try {
      LocalDate date = LocalDate.parse(text);
      if (date.getYear() >= 1900 && date.getYear() <= 9999) {
        return date;
      }
    } catch (DateTimeException e) {
      // Told below, like a date out of range.
    }
    mistakes.add(field.mistake("not a date (expected YYYY-MM-DD)"));
    return null;
  }

  private String text(Csv.Field field) {
    String text = field.text().strip();
    if (text.length() > LONGEST_TEXT) {
      mistakes.add(field.mistake("longer than " + LONGEST_TEXT + " characters"));
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      mistakes.add(field.mistake("a control character or line break"));
    }
    return text;
  }

  private Csv.Field cell(Csv.Row row, String column) {
    Integer index = columns.get(column);
    if (index == null) {
      throw new IllegalStateException("column " + column + " was not required");
    }
    return row.fields().get(index);
  }
}
