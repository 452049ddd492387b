package io.stridelake.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One connection that is kept alive, of one thread. It does as little as a client can, so that what
 * is measured is the server: bytes out, status and body in.
 */
public final class HttpConnection implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final String END_OF_HEAD = "\r\n\r\n";

  private final int port;
  private @Nullable Socket socket;
  private byte[] buffer = new byte[64 * 1024];

  /** Connects with the first request. */
  public HttpConnection(int port) {
    this.port = port;
  }

  /** A request that may be sent again and again. */
  @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
  public record Request(byte[] bytes) {
    /**
     * A GET.
     *
     * @param tag the body that is known already, or null
     */
    public static Request get(String path, @Nullable String tag) {
      String condition = tag == null ? "" : "If-None-Match: " + tag + "\r\n";
      return new Request(
          ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + condition + "\r\n")
              .getBytes(US_ASCII));
    }

    /** A POST of JSON. */
    public static Request post(String path, String json) {
      return new Request(
          ("POST "
                  + path
                  + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
                  + json.length()
                  + "\r\n\r\n"
                  + json)
              .getBytes(US_ASCII));
    }
  }

  /**
   * An answer.
   *
   * @param tag its ETag, or null
   */
  @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
  public record Reply(int status, @Nullable String tag, byte[] body) {}

  /**
   * Sends and waits for the whole answer. After an exception the next request connects anew.
   *
   * @throws IOException if there is none within ten seconds, or none that this client understands
   */
  public Reply send(Request request) throws IOException {
    boolean done = false;
    try {
      Socket open = open();
      open.getOutputStream().write(request.bytes());
      Reply reply = read(open.getInputStream());
      done = true;
      return reply;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  @Override
  public void close() {
    Socket open = socket;
    socket = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // Of no use any more in any case.
      }
    }
  }

  private Socket open() throws IOException {
    Socket open = socket;
    if (open == null) {
      open = new Socket();
      socket = open;
      open.setTcpNoDelay(true);
      open.setSoTimeout(TIMEOUT_MILLIS);
      open.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
    }
    return open;
  }

  private Reply read(InputStream in) throws IOException {
    int filled = 0;
    int end = -1;
    while (end < 0) {
      filled += fill(in, filled);
      end = endOfHead(filled);
    }
    String head = new String(buffer, 0, end, US_ASCII);
    int status = Integer.parseInt(head.substring(9, 12));
    int length = status == 304 ? 0 : length(head);
    int total = end + END_OF_HEAD.length() + length;
    while (filled < total) {
      filled += fill(in, filled);
    }
    if (filled != total) {
      throw new IOException("more than the answer came: " + head);
    }
    return new Reply(
        status, header(head, "etag"), Arrays.copyOfRange(buffer, total - length, total));
  }

  private int fill(InputStream in, int filled) throws IOException {
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int more = in.read(buffer, filled, buffer.length - filled);
    if (more < 0) {
      throw new EOFException("the server closed the connection");
    }
    return more;
  }

  private int endOfHead(int filled) {
    for (int i = 0; i + 3 < filled; i++) {
      if (buffer[i] == '\r'
          && buffer[i + 1] == '\n'
          && buffer[i + 2] == '\r'
          && buffer[i + 3] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static int length(String head) throws IOException {
    String length = header(head, "content-length");
    if (length == null) {
      throw new IOException("an answer without Content-Length: " + head);
    }
    return Integer.parseInt(length);
  }

  private static @Nullable String header(String head, String name) {
    int at = head.indexOf("\r\n");
    while (at >= 0) {
      int start = at + 2;
      int next = head.indexOf("\r\n", start);
      int end = next < 0 ? head.length() : next;
      if (head.regionMatches(true, start, name, 0, name.length())
          && head.startsWith(":", start + name.length())) {
        return head.substring(start + name.length() + 1, end).strip();
      }
      at = next;
    }
    return null;
  }
}
