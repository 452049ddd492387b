package io.stridelake.ingest.roster;

import io.stridelake.ingest.access.Problem.Mistake;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads RFC 4180: fields separated by commas, rows by CRLF or LF, quotes around fields and doubled
 * inside them. Every field knows where it begins.
 */
final class Csv {
  private static final char QUOTE = '"';

  private final String text;
  private final List<Row> rows = new ArrayList<>();
  private final List<Mistake> mistakes = new ArrayList<>();
  private List<Field> fields = new ArrayList<>();
  private int at;
  private int line = 1;
  private int lineStart;

  private Csv(String text) {
    this.text = text;
  }

  /**
   * A field.
   *
   * @param text without quotes
   * @param line from 1
   * @param column of its first character, from 1
   */
  record Field(String text, int line, int column) {
    Mistake mistake(String message) {
      return new Mistake(line, column, message);
    }
  }

  /**
   * A row.
   *
   * @param fields at least one
   */
  record Row(List<Field> fields) {}

  /**
   * What was read.
   *
   * @param rows without empty ones
   * @param mistakes against the format
   */
  record Document(List<Row> rows, List<Mistake> mistakes) {}

  static Document read(String text) {
    Csv csv = new Csv(text);
    csv.readRows();
    return new Document(csv.rows, csv.mistakes);
  }

  private void readRows() {
    while (at < text.length()) {
      readField();
      if (at < text.length() && text.charAt(at) == ',') {
        at++;
        if (at == text.length()) {
          fields.add(new Field("", line, column()));
        }
      } else {
        endRow();
      }
    }
    endRow();
  }

  private void readField() {
    int fieldLine = line;
    int fieldColumn = column();
    String value =
        at < text.length() && text.charAt(at) == QUOTE ? quoted(fieldLine, fieldColumn) : bare();
    fields.add(new Field(value, fieldLine, fieldColumn));
  }

  private String bare() {
    int start = at;
    while (at < text.length() && !isEnd(text.charAt(at))) {
      if (text.charAt(at) == QUOTE) {
        mistakes.add(
            new Mistake(line, column(), "a quote inside a field (expected quotes around it)"));
        skipToEnd();
        return "";
      }
      at++;
    }
    return text.substring(start, at);
  }

  private String quoted(int fieldLine, int fieldColumn) {
    StringBuilder value = new StringBuilder();
    at++;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == QUOTE) {
        at++;
        if (at == text.length() || text.charAt(at) != QUOTE) {
          requireEnd();
          return value.toString();
        }
      } else if (c == '\n') {
        newLine(at + 1);
      }
      value.append(c);
      at++;
    }
    mistakes.add(new Mistake(fieldLine, fieldColumn, "a quote that is never closed"));
    return value.toString();
  }

  private void requireEnd() {
    if (at < text.length() && !isEnd(text.charAt(at))) {
      mistakes.add(
          new Mistake(line, column(), "something behind a closing quote (expected a comma)"));
      skipToEnd();
    }
  }

  private void skipToEnd() {
    while (at < text.length() && !isEnd(text.charAt(at))) {
      at++;
    }
  }

  private void endRow() {
    boolean empty = fields.isEmpty() || (fields.size() == 1 && fields.getFirst().text().isEmpty());
    if (!empty) {
      rows.add(new Row(List.copyOf(fields)));
    }
    fields = new ArrayList<>();
    if (at < text.length() && text.charAt(at) == '\r') {
      at++;
      if (at < text.length() && text.charAt(at) != '\n') {
        newLine(at);
        return;
      }
    }
    if (at < text.length() && text.charAt(at) == '\n') {
      at++;
      newLine(at);
    }
  }

  private void newLine(int start) {
    line++;
    lineStart = start;
  }

  private int column() {
    return at - lineStart + 1;
  }

  private static boolean isEnd(char c) {
    return c == ',' || c == '\n' || c == '\r';
  }
}
