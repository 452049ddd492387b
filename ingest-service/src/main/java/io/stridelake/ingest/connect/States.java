package io.stridelake.ingest.connect;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The states that were given to athletes on their way to the provider. Each is good once, for a
 * time, and only together with the browser's cookie. Thread-safe.
 *
 * <p>Stateless on purpose but for the used ones: any instance may see the athlete come back, so a
 * state carries its own end and is signed by a key that all instances have.
 */
final class States {
  private static final int MOST = 100_000;
  private static final int RANDOM_BYTES = 24;

  private final Signer signer;
  private final SecureRandom random;
  private final Clock clock;
  private final Duration patience;
  private final Map<String, Instant> used = new LinkedHashMap<>();

  States(Signer signer, SecureRandom random, Clock clock, Duration patience) {
    this.signer = signer;
    this.random = random;
    this.clock = clock;
    this.patience = patience;
  }

  /** A new state, which is the cookie's value too. */
  String issue() {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    String body =
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)
            + "."
            + clock.instant().plus(patience).getEpochSecond();
    return body + "." + signer.sign(body);
  }

  /** Uses the state up; false if it is not ours, too old, used or not this browser's. */
  synchronized boolean redeem(String state, String cookie) {
    int end = state.lastIndexOf('.');
    if (end < 0 || !Signer.same(state, cookie) || !isSigned(state, end)) {
      return false;
    }
    Instant now = clock.instant();
    Instant until =
        Instant.ofEpochSecond(Long.parseLong(state.substring(state.indexOf('.') + 1, end)));
    forgetOld(now);
    return now.isBefore(until) && used.putIfAbsent(state, until) == null;
  }

  private boolean isSigned(String state, int end) {
    return Signer.same(signer.sign(state.substring(0, end)), state.substring(end + 1));
  }

  private void forgetOld(Instant now) {
    for (Iterator<Instant> all = used.values().iterator(); all.hasNext(); ) {
      if (now.isBefore(all.next()) && used.size() < MOST) {
        return;
      }
      all.remove();
    }
  }
}
