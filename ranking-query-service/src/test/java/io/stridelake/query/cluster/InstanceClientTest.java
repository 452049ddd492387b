package io.stridelake.query.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import io.stridelake.query.access.AccessSettings;
import io.stridelake.query.cluster.InstanceFailedException.Fault;
import io.stridelake.requirement.ReservedPort;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls of a server that closes each connection behind its answer, without saying so. */
class InstanceClientTest {
  private static final Argument<Map<String, Integer>> NUMBERS =
      Argument.mapOf(String.class, Integer.class);
  private static final Duration TIMEOUT = Duration.ofMillis(300);
  private static final String SILENCE = "";

  private final AtomicInteger connections = new AtomicInteger();
  private ServerSocket server;
  private InstanceClient client;
  private volatile String answer = ok("{\"n\":7}");

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
    ClusterSettings settings =
        new ClusterSettings(
            List.of(URI.create(url())), Duration.ofSeconds(1), TIMEOUT, TIMEOUT, TIMEOUT);
    client =
        new InstanceClient(ObjectMapper.getDefault(), settings, new AccessSettings("", "secret"));
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
  }

  @Test
  void shouldTryAgainWhereAConnectionThatWasKeptIsClosed() throws InterruptedException {
    for (int call = 1; call <= 20; call++) {
      assertThat(post(url())).containsEntry("n", 7);
      // sometimes the end of the connection is known before the next call, sometimes not
      Thread.sleep(call % 3);
    }
    assertThat(connections.get()).isGreaterThanOrEqualTo(20);
  }

  @ParameterizedTest
  @CsvSource({
    "404, NOT_FOUND",
    "502, REBALANCING",
    "503, REBALANCING",
    "401, REFUSED",
    "500, REFUSED"
  })
  void shouldSayWhatIsWrong(int status, Fault fault) {
    answer = "HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\n\r\n";

    assertFault(fault);
    assertThat(connections.get()).as("asked once").isEqualTo(1);
  }

  @Test
  void shouldNotTakeWhatIsNoDocument() {
    answer = ok("[1, 2");

    assertFault(Fault.REFUSED);
  }

  @Test
  void shouldWaitNoLongerThanTheTimeout() {
    answer = SILENCE;
    long start = System.nanoTime();

    assertFault(Fault.UNREACHABLE);

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .as("for ever is longer")
        .isBetween(TIMEOUT, TIMEOUT.plusSeconds(60));
    assertThat(connections.get()).as("asked once").isEqualTo(1);
  }

  @Test
  void shouldAskSeveralInstancesAndTellWhichFailed() throws IOException {
    String nobody = "http://127.0.0.1:" + ReservedPort.next();

    var calls = client.post(Map.of(url(), "{}", nobody, "{}"), "/x", NUMBERS);

    assertThat(Objects.requireNonNull(calls.get(url())).join()).containsEntry("n", 7);
    assertThatThrownBy(() -> Objects.requireNonNull(calls.get(nobody)).join())
        .cause()
        .isInstanceOfSatisfying(
            InstanceFailedException.class,
            failed -> assertThat(failed.fault()).isEqualTo(Fault.UNREACHABLE));
  }

  private void assertFault(Fault fault) {
    assertThatThrownBy(() -> post(url()))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            InstanceFailedException.class, failed -> assertThat(failed.fault()).isEqualTo(fault))
        .hasMessageNotContaining("secret");
  }

  private Map<String, Integer> post(String instance) {
    return Objects.requireNonNull(client.post(Map.of(instance, "{}"), "/x", NUMBERS).get(instance))
        .join();
  }

  private String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  private static String ok(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        connections.incrementAndGet();
        InputStream in = socket.getInputStream();
        in.read(new byte[4096]);
        if (answer.equals(SILENCE)) {
          in.readAllBytes();
        }
        socket.getOutputStream().write(answer.getBytes(UTF_8));
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }
}
