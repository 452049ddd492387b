package io.stridelake.query.document;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A hash over texts that cannot run into each other. */
public final class Hash {
  private static final int DIGITS = 32;

  private Hash() {}

  /** 32 hex digits; a missing text is not an empty one. */
  public static String of(@Nullable Object... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Object part : parts) {
        byte[] bytes =
            part == null ? new byte[0] : part.toString().getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(part == null ? -1 : bytes.length).flip());
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing in this JDK", e);
    }
  }
}
