package io.stridelake.simulator.control;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.stridelake.simulator.NewActivity;
import io.stridelake.simulator.SimulatedStrava;
import io.stridelake.simulator.company.Activity;
import io.stridelake.simulator.company.Athlete;
import io.stridelake.simulator.company.Company;
import io.stridelake.simulator.company.Edit;
import io.stridelake.simulator.company.Roster;
import io.stridelake.simulator.oauth.Authorisations;
import io.stridelake.simulator.oauth.Parameters;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The truth about the company, and scripts that make athletes do something. */
@Controller("/simulator/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class CompanyController {
  private static final String USUAL_SCOPES = "read,activity:read";

  private final SimulatedStrava strava;
  private final Company company;
  private final Authorisations authorisations;
  private final JsonMapper mapper;

  CompanyController(
      SimulatedStrava strava, Company company, Authorisations authorisations, JsonMapper mapper) {
    this.strava = strava;
    this.company = company;
    this.authorisations = authorisations;
    this.mapper = mapper;
  }

  @Get("/company")
  CompanyTruth company() {
    return new CompanyTruth(
        company.generator().seed(), company.generator().endDate(), athletes(), activities(null));
  }

  @Get("/athletes")
  List<AthleteTruth> athletes() {
    return company.athletes().stream()
        .map(athlete -> AthleteTruth.of(athlete, authorisations))
        .toList();
  }

  @Get("/roster.csv")
  @Produces("text/csv;charset=utf-8")
  String roster() {
    return Roster.csv(company.athletes());
  }

  /** Every activity ever, deleted ones included, ordered by id; or those of an athlete. */
  @Get("/activities")
  List<ActivityTruth> activities(@Nullable @QueryValue String athlete) {
    Stream<Activity> chosen =
        athlete == null
            ? company.activities().stream()
            : company.activitiesOf(athlete(athlete).stravaId()).stream();
    return chosen.map(activity -> ActivityTruth.of(activity, company)).toList();
  }

  @Get("/activities/{id}")
  ActivityTruth activity(long id) {
    return company
        .activity(id)
        .map(activity -> ActivityTruth.of(activity, company))
        .orElseThrow(() -> new HttpStatusException(HttpStatus.NOT_FOUND, "no activity " + id));
  }

  @Post("/activities")
  @Status(HttpStatus.CREATED)
  ActivityTruth create(@Body Wishes.Recording wish) {
    NewActivity wanted = wish.activity() == null ? NewActivity.any() : wish.activity();
    return ActivityTruth.of(strava.create(wish.athlete(), wanted), company);
  }

  @Patch("/activities/{id}")
  ActivityTruth edit(long id, @Body Edit edit) {
    return ActivityTruth.of(strava.edit(id, edit), company);
  }

  @Delete("/activities/{id}")
  ActivityTruth delete(long id) {
    return ActivityTruth.of(strava.delete(id), company);
  }

  /**
   * Authorises the app in the athlete's name, without a browser. The parameter {@code scope} may
   * name other scopes than Stridelake's usual ones.
   */
  @Post("/athletes/{id}/grant")
  @Consumes(MediaType.ALL)
  Wishes.Granted grant(HttpRequest<?> request, String id, @Nullable @Body String body) {
    String scope = Parameters.of(request.getParameters(), body, mapper).get("scope");
    Set<String> scopes = Set.of((scope.isEmpty() ? USUAL_SCOPES : scope).split(","));
    return new Wishes.Granted(strava.grant(athlete(id).stravaId(), scopes));
  }

  @Post("/athletes/{id}/deauthorize")
  @Consumes(MediaType.ALL)
  HttpResponse<?> deauthorize(String id) {
    return strava.deauthorise(athlete(id).stravaId())
        ? HttpResponse.noContent()
        : HttpResponse.status(HttpStatus.CONFLICT);
  }

  private Athlete athlete(String id) {
    return company
        .athlete(id)
        .orElseThrow(() -> new HttpStatusException(HttpStatus.NOT_FOUND, "no athlete " + id));
  }
}
