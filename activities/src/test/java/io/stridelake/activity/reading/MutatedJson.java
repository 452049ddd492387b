package io.stridelake.activity.reading;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Damages JSON in the ways in which bytes, tokens and fields get damaged, and in harmless ones. */
final class MutatedJson {
  private static final Pattern TOKEN =
      Pattern.compile("\"[^\"]*\"|[-+.0-9eE]+|true|false|null|[\\[\\]{},:]|\\s+");
  private static final Pattern FIELD =
      Pattern.compile("\"(id|type|sport_type|distance|private|start_date)\"");
  private static final List<String> RUBBISH =
      List.of(
          "null",
          "true",
          "-1.5e-7",
          "0",
          "00",
          "-",
          "1e999999999",
          "123456789012345678901234567890123456789012345678901234567890",
          "\"\"",
          "\"Run\"",
          "\"\\u0041\\\\\\\"\"",
          "\"\\ud83c\"",
          utf8("\"Ründe 🏃\""),
          "\"\\\"",
          "{}",
          "[]",
          "[[[{\"id\":[1,{\"a\":\"]}\"}]}]]]",
          "[".repeat(40) + "]".repeat(40),
          "[".repeat(101) + "]".repeat(101),
          "{\"type\":\"Swim\",\"id\":3}",
          "{\"a\":1,\"a\":2,}",
          "\"id\":5",
          "\"i\\u0064\":6",
          "\"type\":\"Ski\",",
          ",",
          ":",
          " \n",
          "\u00c3\u00bc",
          "\u00ed\u00a0\u0080",
          "\u00c0\u0080",
          "\u00f0\u009f\u008f\u0083",
          "\u00ff",
          "\0");

  private MutatedJson() {}

  static byte[] of(byte[] json, Random random) {
    String text = new String(json, ISO_8859_1);
    for (int changes = random.nextInt(3) + 1; changes > 0; changes--) {
      text = changed(text, random);
    }
    return text.getBytes(ISO_8859_1);
  }

  private static String changed(String text, Random random) {
    int at = random.nextInt(text.length() + 1);
    return switch (random.nextInt(10)) {
      case 0 -> text.substring(0, at);
      case 1 -> withBit(text, at, random);
      case 2 -> text.substring(0, at) + (char) random.nextInt(256) + text.substring(at);
      case 3 -> text.substring(0, at) + any(RUBBISH, random) + text.substring(at);
      case 4, 5 -> replaced(TOKEN, text, any(RUBBISH, random), random);
      case 6 -> swapped(text, random);
      case 7 ->
          replaced(
              FIELD, text, "\"" + any(List.of(StravaField.values()), random).key() + "\"", random);
      case 8 -> text.replaceFirst("\\{", "{\"id\":" + random.nextLong() + ",");
      default -> replaced(TOKEN, text, "\t", random) + " ".repeat(random.nextInt(3));
    };
  }

  private static String withBit(String text, int at, Random random) {
    if (at == text.length()) {
      return text;
    }
    char other = (char) (text.charAt(at) ^ (1 << random.nextInt(Byte.SIZE)));
    return text.substring(0, at) + other + text.substring(at + 1);
  }

  private static String replaced(Pattern what, String text, String by, Random random) {
    List<MatchResult> found = what.matcher(text).results().toList();
    if (found.isEmpty()) {
      return text;
    }
    MatchResult one = found.get(random.nextInt(found.size()));
    return text.substring(0, one.start()) + by + text.substring(one.end());
  }

  private static String swapped(String text, Random random) {
    List<MatchResult> tokens = TOKEN.matcher(text).results().toList();
    if (tokens.size() < 2) {
      return text;
    }
    int first = random.nextInt(tokens.size() - 1);
    MatchResult one = tokens.get(first);
    MatchResult other = tokens.get(first + 1 + random.nextInt(tokens.size() - first - 1));
    return text.substring(0, one.start())
        + other.group()
        + text.substring(one.end(), other.start())
        + one.group()
        + text.substring(other.end());
  }

  private static <T> T any(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }

  /** Each byte as one character, as the rest of the text has it. */
  private static String utf8(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }
}
