package io.stridelake.query.answer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A body with a tag that is the hash of the body and of the standings it was read from: equal
 * answers have equal tags, and a tag stands neither for another body nor for other standings. The
 * compressed form is other bytes and has a tag of its own.
 */
public final class Answer {
  private static final int COMPRESSED_FROM_BYTES = 1024;
  private static final int TAG_BYTES = 18;

  private final byte[] body;
  private final String contentType;
  private final String tag;
  private volatile byte @Nullable [] compressed;

  /**
   * An answer.
   *
   * @param source the standings that it was read from
   */
  public Answer(AnswerSource source, byte[] body, String contentType) {
    this(body, contentType, hash(source.parts(), body));
  }

  private Answer(byte[] body, String contentType, String tag) {
    this.body = body.clone();
    this.contentType = contentType;
    this.tag = tag;
  }

  /** A file of the page: it was read from no standings. */
  public static Answer file(byte[] body, String contentType) {
    return new Answer(body, contentType, hash(new Object[0], body));
  }

  String contentType() {
    return contentType;
  }

  /** The body; shared, so nobody changes it. */
  byte[] body() {
    return body;
  }

  /** Strong tag of the body. */
  String etag() {
    return '"' + tag + '"';
  }

  /** Strong tag of the compressed body. */
  String compressedEtag() {
    return '"' + tag + "-gzip\"";
  }

  boolean isWorthCompressing() {
    return body.length >= COMPRESSED_FROM_BYTES;
  }

  byte[] compressed() {
    byte[] known = compressed;
    if (known == null) {
      known = gzip(body);
      compressed = known;
    }
    return known;
  }

  private static byte[] gzip(byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 4);
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException("a body cannot be compressed", e);
    }
    return bytes.toByteArray();
  }

  private static String hash(Object[] source, byte[] body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Object part : source) {
        digest.update((part + "\n").getBytes(StandardCharsets.UTF_8));
      }
      byte[] hash = digest.digest(body);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, TAG_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing in this JDK", e);
    }
  }
}
