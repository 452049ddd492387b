package io.stridelake.simulator.payload;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON in Strava's manner: no spaces, UTF-8, {@code &<>} escaped, metres with one decimal.
 */
final class JsonText {
  private final StringBuilder out = new StringBuilder(4096);
  private boolean separate;

  JsonText begin() {
    return open('{');
  }

  JsonText begin(String name) {
    return name(name).open('{');
  }

  JsonText end() {
    return close('}');
  }

  JsonText list() {
    return open('[');
  }

  JsonText list(String name) {
    return name(name).open('[');
  }

  JsonText endList() {
    return close(']');
  }

  JsonText text(String name, @Nullable String value) {
    name(name);
    if (value == null) {
      out.append("null");
    } else {
      quote(value);
    }
    return separated();
  }

  JsonText item(String value) {
    comma();
    quote(value);
    return separated();
  }

  JsonText number(String name, long value) {
    name(name);
    out.append(value);
    return separated();
  }

  JsonText number(String name, BigDecimal value) {
    name(name);
    out.append(value.toPlainString());
    return separated();
  }

  /** Rounded to a number of decimals, at most 6. */
  JsonText number(String name, double value, int decimals) {
    name(name);
    rounded(value, decimals);
    return separated();
  }

  /** With all its digits. */
  JsonText precise(String name, double value) {
    name(name);
    out.append(value);
    return separated();
  }

  JsonText flag(String name, boolean value) {
    name(name);
    out.append(value);
    return separated();
  }

  JsonText none(String... names) {
    for (String name : names) {
      text(name, null);
    }
    return this;
  }

  JsonText position(String name, double latitude, double longitude) {
    name(name);
    out.append('[');
    rounded(latitude, 6);
    out.append(',');
    rounded(longitude, 6);
    out.append(']');
    return separated();
  }

  /** Text that is JSON already. */
  JsonText raw(String name, String json) {
    name(name);
    out.append(json);
    return separated();
  }

  @Override
  public String toString() {
    return out.toString();
  }

  /** Formats by hand: a formatter would cost more than all the rest of a payload. */
  private void rounded(double value, int decimals) {
    long scale = 1;
    for (int i = 0; i < decimals; i++) {
      scale *= 10;
    }
    long scaled = Math.round(Math.abs(value) * scale);
    if (value < 0 && scaled > 0) {
      out.append('-');
    }
    out.append(scaled / scale);
    if (decimals > 0) {
      String fraction = Long.toString(scaled % scale);
      out.append('.').append("0".repeat(decimals - fraction.length())).append(fraction);
    }
  }

  private JsonText name(String name) {
    comma();
    out.append('"').append(name).append("\":");
    separate = false;
    return this;
  }

  private JsonText open(char bracket) {
    comma();
    out.append(bracket);
    separate = false;
    return this;
  }

  private JsonText close(char bracket) {
    out.append(bracket);
    return separated();
  }

  private void comma() {
    if (separate) {
      out.append(',');
    }
    separate = false;
  }

  private JsonText separated() {
    separate = true;
    return this;
  }

  private void quote(String value) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c == '&' || c == '<' || c == '>') {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
