package io.stridelake.simulator.oauth;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.stridelake.simulator.SimulatedStrava;
import io.stridelake.simulator.api.ApiGate;
import io.stridelake.simulator.api.Json;
import io.stridelake.simulator.api.StravaError;
import io.stridelake.simulator.company.Company;
import io.stridelake.simulator.payload.AthletePayload;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tokens for codes and refresh tokens, and their end. */
@Controller("/oauth")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class TokenController {
  private final Authorisations authorisations;
  private final AppCredentials credentials;
  private final SimulatedStrava strava;
  private final Company company;
  private final ApiGate gate;
  private final JsonMapper mapper;
  private final Clock clock;

  TokenController(
      Authorisations authorisations,
      AppCredentials credentials,
      SimulatedStrava strava,
      Company company,
      ApiGate gate,
      JsonMapper mapper,
      Clock clock) {
    this.authorisations = authorisations;
    this.credentials = credentials;
    this.strava = strava;
    this.company = company;
    this.gate = gate;
    this.mapper = mapper;
    this.clock = clock;
  }

  @Post("/token")
  MutableHttpResponse<String> token(HttpRequest<?> request, @Nullable @Body String body) {
    if (gate.breaks()) {
      return StravaError.BROKEN.response();
    }
    Parameters parameters = Parameters.of(request.getParameters(), body, mapper);
    if (!credentials.known(parameters.get("client_id"))) {
      return StravaError.CLIENT_INVALID.response();
    }
    if (!credentials.match(parameters)) {
      return StravaError.SECRET_INVALID.response();
    }
    return switch (parameters.get("grant_type")) {
      case "authorization_code" ->
          answer(authorisations.exchange(parameters.get("code")), StravaError.CODE_INVALID, true);
      case "refresh_token" ->
          answer(
              authorisations.refresh(parameters.get("refresh_token")),
              StravaError.REFRESH_TOKEN_INVALID,
              false);
      default -> StravaError.GRANT_TYPE_INVALID.response();
    };
  }

  @Post(uris = {"/deauthorize", "/revoke"})
  MutableHttpResponse<String> deauthorize(HttpRequest<?> request, @Nullable @Body String body) {
    Parameters parameters = Parameters.of(request.getParameters(), body, mapper);
    String given = parameters.get("access_token") + parameters.get("token");
    String token = given.isEmpty() ? ApiGate.token(request) : given;
    return gate.write(
        token,
        access -> {
          strava.deauthorise(access.athlete());
          return Json.ok("{\"access_token\":\"" + token + "\"}");
        });
  }

  private MutableHttpResponse<String> answer(
      Optional<Tokens> granted, StravaError otherwise, boolean withAthlete) {
    if (granted.isEmpty()) {
      return otherwise.response();
    }
    Tokens tokens = granted.get();
    String athlete =
        company
            .athlete(tokens.athlete())
            .filter(known -> withAthlete)
            .map(known -> ",\"athlete\":" + AthletePayload.summary(known))
            .orElse("");
    return Json.ok(
        "{\"token_type\":\"Bearer\",\"expires_at\":%d,\"expires_in\":%d,\"refresh_token\":\"%s\",\"access_token\":\"%s\"%s}"
            .formatted(
                tokens.expiresAt().getEpochSecond(),
                Duration.between(clock.instant(), tokens.expiresAt()).toSeconds(),
                tokens.refreshToken(),
                tokens.accessToken(),
                athlete));
  }
}
