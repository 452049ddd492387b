package io.stridelake.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What a run came to, as Markdown that is also good to read in a terminal. */
public final class Report {
  private final StringBuilder text = new StringBuilder();
  private final List<List<String>> table = new ArrayList<>();

  /** Starts with where and when. */
  public Report(String title, String commit) {
    line("# " + title);
    line("");
    line(LocalDate.now(ZoneOffset.UTC) + ", commit " + commit + ". " + Machine.words() + ".");
  }

  /** Adds a line of prose. */
  public void line(String words) {
    text.append(words).append('\n');
  }

  /** Begins a table. */
  public void head(String... cells) {
    table.add(List.of(cells));
  }

  /** Adds a row to the table. */
  public void row(List<String> cells) {
    table.add(List.copyOf(cells));
  }

  /** Ends the table, its columns as wide as they must be. */
  public void endTable() {
    int columns = table.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : table) {
      for (int column = 0; column < columns; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    line("");
    for (int row = 0; row < table.size(); row++) {
      line(padded(table.get(row), widths));
      if (row == 0) {
        line(rule(widths));
      }
    }
    line("");
    table.clear();
  }

  /** Prints it and writes it into the folder. */
  public void publish(Path folder, String file) throws IOException {
    System.out.println();
    System.out.println(text);
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(file), text);
    System.out.println("written to " + folder.resolve(file));
  }

  private static String padded(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder("|");
    for (int column = 0; column < widths.length; column++) {
      int room = widths[column] - cells.get(column).length();
      line.append(' ').append(cells.get(column)).append(" ".repeat(room)).append(" |");
    }
    return line.toString();
  }

  private static String rule(int[] widths) {
    StringBuilder line = new StringBuilder("|");
    for (int width : widths) {
      line.append("-".repeat(width + 2)).append('|');
    }
    return line.toString();
  }
}
