package io.stridelake.simulator.oauth;

import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.stridelake.simulator.SimulatedStrava;
import io.stridelake.simulator.api.StravaError;
import io.stridelake.simulator.company.Athlete;
import io.stridelake.simulator.company.Company;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where an athlete logs in and allows the app. Scripts skip the page with {@code
 * simulate_athlete=<id>}, and {@code simulate_scope} or {@code simulate_deny=true} where the
 * athlete is to untick scopes or to refuse.
 */
@Controller("/oauth")
@ExecuteOn(TaskExecutors.BLOCKING)
class AuthorizeController {
  static final List<String> SCOPES =
      List.of(
          "read",
          "read_all",
          "profile:read_all",
          "profile:write",
          "activity:read",
          "activity:read_all",
          "activity:write");

  private final AppCredentials credentials;
  private final Company company;
  private final SimulatedStrava strava;

  AuthorizeController(AppCredentials credentials, Company company, SimulatedStrava strava) {
    this.credentials = credentials;
    this.company = company;
    this.strava = strava;
  }

  @Get("/authorize")
  HttpResponse<String> authorize(HttpRequest<?> request) {
    Consent consent = Consent.of(request.getParameters());
    if (!credentials.known(consent.clientId())) {
      return StravaError.CLIENT_INVALID.response();
    }
    if (!isAddress(consent.redirectUri()) || !consent.responseType().equals("code")) {
      return StravaError.REDIRECT_INVALID.response();
    }
    if (consent.scopes().isEmpty() || !SCOPES.containsAll(consent.scopes())) {
      return StravaError.SCOPE_INVALID.response();
    }
    if (consent.denied()) {
      return redirect(consent, "error=access_denied");
    }
    if (consent.athlete().isEmpty()) {
      return page(consent);
    }
    Optional<Athlete> athlete = company.athlete(consent.athlete());
    if (athlete.isEmpty()) {
      return StravaError.ATHLETE_NOT_FOUND.response();
    }
    String code = strava.grant(athlete.get().stravaId(), consent.granted());
    return redirect(
        consent, "code=" + code + "&scope=" + encoded(String.join(",", consent.granted())));
  }

  private HttpResponse<String> page(Consent consent) {
    return HttpResponse.ok(LoginPage.html(consent, company.athletes()))
        .contentType(MediaType.TEXT_HTML_TYPE)
        .header("Cache-Control", "no-store");
  }

  private static HttpResponse<String> redirect(Consent consent, String outcome) {
    String address = consent.redirectUri();
    String separator = address.contains("?") ? "&" : "?";
    String state = "state=" + encoded(consent.state());
    URI target = URI.create(address + separator + state + "&" + outcome);
    return HttpResponse.<String>status(HttpStatus.FOUND)
        .headers(headers -> headers.location(target));
  }

  private static boolean isAddress(String text) {
    try {
      URI address = new URI(text);
      return address.getHost() != null
          && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * What the app asks for and the athlete answers.
   *
   * @param granted the scopes left ticked; all that were asked for unless the athlete chose
   */
  record Consent(
      String clientId,
      String redirectUri,
      String responseType,
      String state,
      Set<String> scopes,
      String athlete,
      Set<String> granted,
      boolean denied) {

    static Consent of(HttpParameters query) {
      Set<String> asked = split(query.get("scope", String.class).orElse("read"));
      Set<String> chosen = new LinkedHashSet<>();
      query.getAll("simulate_scope").forEach(value -> chosen.addAll(split(value)));
      chosen.retainAll(asked);
      return new Consent(
          query.get("client_id", String.class).orElse(""),
          query.get("redirect_uri", String.class).orElse(""),
          query.get("response_type", String.class).orElse(""),
          query.get("state", String.class).orElse(""),
          asked,
          query.get("simulate_athlete", String.class).orElse(""),
          query.contains("simulate_scope") ? chosen : asked,
          query.get("simulate_deny", String.class).map("true"::equals).orElse(false));
    }

    private static Set<String> split(String scopes) {
      Set<String> set = new LinkedHashSet<>(List.of(scopes.split("[, ]+")));
      set.remove("");
      return set;
    }
  }
}
