package io.stridelake.simulator.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.stridelake.simulator.faults.FaultSwitch;
import io.stridelake.simulator.limits.Limits;
import io.stridelake.simulator.limits.RateLimits;
import io.stridelake.simulator.limits.Usage;
import io.stridelake.simulator.oauth.Access;
import io.stridelake.simulator.oauth.Authorisations;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;

/**
 * What every call of the API passes: faults, the token, the limits, and the headers that tell of
 * them. A call without a valid token belongs to no app and is not counted.
 */
@Singleton
public class ApiGate {
  private static final String BEARER = "Bearer ";

  private final Authorisations authorisations;
  private final RateLimits limits;
  private final FaultSwitch faults;

  ApiGate(Authorisations authorisations, RateLimits limits, FaultSwitch faults) {
    this.authorisations = authorisations;
    this.limits = limits;
    this.faults = faults;
  }

  /** Lets a reading call through, which counts against both limits. */
  public MutableHttpResponse<String> read(
      HttpRequest<?> request, Function<Access, MutableHttpResponse<String>> call) {
    return pass(token(request), true, call);
  }

  /** Lets a call through that changes something and counts against the overall limit only. */
  public MutableHttpResponse<String> write(
      String token, Function<Access, MutableHttpResponse<String>> call) {
    return pass(token, false, call);
  }

  /** Whether a fault lets this call fail, after the delay that a fault may demand. */
  public boolean breaks() {
    long millis = faults.faults().slowMillis();
    if (millis > 0) {
      try {
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return faults.strikes(faults.faults().failRate());
  }

  /** The token of the Authorization header, the only place where one is looked for; else empty. */
  public static String token(HttpRequest<?> request) {
    String header = request.getHeaders().get("Authorization");
    return header != null && header.startsWith(BEARER) ? header.substring(BEARER.length()) : "";
  }

  private MutableHttpResponse<String> pass(
      String token, boolean read, Function<Access, MutableHttpResponse<String>> call) {
    boolean broken = breaks();
    Optional<Access> access = authorisations.access(token);
    if (access.isEmpty()) {
      return (token.isEmpty() ? StravaError.UNAUTHORIZED : StravaError.TOKEN_EXPIRED).response();
    }
    Usage usage = limits.count(read);
    if (usage.rejected()) {
      return withLimits(StravaError.RATE_LIMIT.response(), usage);
    }
    return withLimits(broken ? StravaError.BROKEN.response() : call.apply(access.get()), usage);
  }

  static MutableHttpResponse<String> withLimits(MutableHttpResponse<String> answer, Usage usage) {
    Limits limits = usage.limits();
    return answer
        .header("X-RateLimit-Limit", limits.overallQuarter() + "," + limits.overallDaily())
        .header("X-RateLimit-Usage", usage.quarterCalls() + "," + usage.dayCalls())
        .header("X-ReadRateLimit-Limit", limits.readQuarter() + "," + limits.readDaily())
        .header("X-ReadRateLimit-Usage", usage.quarterReads() + "," + usage.dayReads());
  }
}
