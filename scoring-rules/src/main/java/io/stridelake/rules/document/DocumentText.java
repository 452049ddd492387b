package io.stridelake.rules.document;

import io.stridelake.rules.RuleSets;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of a document.
 *
 * @param text without a byte order mark
 * @param lines the same in lines, without their ends
 */
record DocumentText(String text, List<String> lines) {
  private static final String LINE_END = "\r\n|\r|\n";

  DocumentText {
    lines = List.copyOf(lines);
  }

  /** Decodes the bytes, or adds a mistake and gives null. */
  static @Nullable DocumentText of(byte[] bytes, Mistakes mistakes) {
    if (bytes.length > RuleSets.MAX_BYTES) {
      mistakes.add(1, 1, "document of " + bytes.length + " bytes is too large", "at most 256 KiB");
      return null;
    }
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer chars = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), chars, true);
    String text = withoutMark(chars.flip().toString());
    DocumentText document = new DocumentText(text, List.of(text.split(LINE_END, -1)));
    if (result.isError()) {
      String last = document.lines.getLast();
      mistakes.add(
          document.lines.size(),
          last.codePointCount(0, last.length()) + 1,
          "bytes that are not UTF-8",
          "a text in UTF-8");
      return null;
    }
    return document;
  }

  /** The line with this number, from 0; empty beyond the end. */
  String line(int number) {
    return number < lines.size() ? lines.get(number) : "";
  }

  /** Adds a mistake at a code point's index in the whole text. */
  void addAt(int index, String message, String expected, Mistakes mistakes) {
    int total = text.codePointCount(0, text.length());
    String before = text.substring(0, text.offsetByCodePoints(0, Math.clamp(index, 0, total)));
    if (index >= total) {
      // Where the text ends unexpectedly, its last line is the one to look at.
      before = text.stripTrailing();
    }
    String[] lines = before.split(LINE_END, -1);
    String last = lines[lines.length - 1];
    mistakes.add(lines.length, last.codePointCount(0, last.length()) + 1, message, expected);
  }

  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}
