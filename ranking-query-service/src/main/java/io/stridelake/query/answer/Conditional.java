package io.stridelake.query.answer;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.stridelake.query.partition.Standbys;
import java.util.List;
import java.util.Locale;

/** Sends an answer, or only says that the caller has it already (RFC 9110, 13.1.2). */
public final class Conditional {
  /** Cache-Control of what must be asked for again every time. */
  public static final String REVALIDATE = "no-cache";

  /** Says how much of an answer owners did not give; left out when they gave everything. */
  public static final String STALE = "Stridelake-Stale";

  /** Says how many partitions are not in an answer; left out when all are. */
  public static final String PARTIAL = "Stridelake-Partial";

  private Conditional() {}

  /** The response to this request, for an answer that every owner contributed to. */
  public static MutableHttpResponse<byte[]> respond(
      HttpRequest<?> request, Answer answer, String cacheControl) {
    return respond(request, Told.byOwners(answer), cacheControl);
  }

  /** The response to this request, compressed where the caller takes that. */
  public static MutableHttpResponse<byte[]> respond(
      HttpRequest<?> request, Told told, String cacheControl) {
    Answer answer = told.answer();
    boolean gzip = answer.isWorthCompressing() && takesGzip(request);
    MutableHttpResponse<byte[]> response =
        holds(request, answer) ? HttpResponse.notModified() : full(answer, gzip);
    Standbys standbys = told.standbys();
    if (!standbys.isNone()) {
      response.header(STALE, stale(standbys));
    }
    if (told.missing() > 0) {
      response.header(PARTIAL, "missing=" + told.missing());
    }
    return response
        .header(HttpHeaders.ETAG, gzip ? answer.compressedEtag() : answer.etag())
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
        .header(HttpHeaders.CACHE_CONTROL, cacheControl);
  }

  private static String stale(Standbys standbys) {
    return standbys.last() == 0
        ? "partitions=" + standbys.partitions() + ", lag=" + standbys.lag()
        : "partitions=" + (standbys.partitions() + standbys.last()) + ", lag=unknown";
  }

  private static MutableHttpResponse<byte[]> full(Answer answer, boolean gzip) {
    MutableHttpResponse<byte[]> response =
        HttpResponse.ok(gzip ? answer.compressed() : answer.body());
    response.header(HttpHeaders.CONTENT_TYPE, answer.contentType());
    return gzip ? response.header(HttpHeaders.CONTENT_ENCODING, "gzip") : response;
  }

  private static boolean holds(HttpRequest<?> request, Answer answer) {
    for (String header : request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH)) {
      if (header.strip().equals("*")) {
        return true;
      }
      for (String candidate : header.split(",", -1)) {
        String tag = candidate.strip();
        String opaque = tag.startsWith("W/") ? tag.substring(2) : tag;
        if (opaque.equals(answer.etag()) || opaque.equals(answer.compressedEtag())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean takesGzip(HttpRequest<?> request) {
    List<String> headers = request.getHeaders().getAll(HttpHeaders.ACCEPT_ENCODING);
    for (String coding : String.join(",", headers).toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = coding.split(";", -1);
      String name = parts[0].strip();
      if (name.equals("gzip") || name.equals("x-gzip")) {
        return parts.length < 2 || !parts[1].strip().matches("q=0(\\.0*)?");
      }
    }
    return false;
  }
}
