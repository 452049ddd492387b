package io.stridelake.query.answer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A body with the tag that is its hash, so that equal bodies have equal tags and a tag never stands
 * for another body. The compressed form is other bytes and has a tag of its own.
 */
public final class Answer {
  private static final int COMPRESSED_FROM_BYTES = 1024;
  private static final int TAG_BYTES = 18;

  private final byte[] body;
  private final String contentType;
  private final String tag;
  private volatile byte @Nullable [] compressed;

  public Answer(byte[] body, String contentType) {
    this.body = body.clone();
    this.contentType = contentType;
    this.tag = hash(body);
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

  private static String hash(byte[] body) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, TAG_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing in this JDK", e);
    }
  }
}
