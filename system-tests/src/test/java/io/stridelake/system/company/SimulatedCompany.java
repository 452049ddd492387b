package io.stridelake.system.company;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.stridelake.simulator.SimulatedStrava;
import io.stridelake.simulator.SimulatorService;
import io.stridelake.system.installation.Http;
import io.stridelake.system.installation.Strava;
import java.util.HashMap;
import java.util.Map;

/** The simulator inside this process, reached by HTTP where that matters and by its bean else. */
public final class SimulatedCompany implements AutoCloseable {
  public static final String END_DATE = "2026-10-31";

  private final ApplicationContext context;
  private final String address;

  private SimulatedCompany(ApplicationContext context) {
    this.context = context;
    this.address = "http://127.0.0.1:" + context.getBean(EmbeddedServer.class).getPort();
  }

  /** A company whose limits never bind, with tokens that must be refreshed on the way. */
  public static SimulatedCompany start(int athletes, Map<String, Object> more) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("micronaut.server.port", -1);
    properties.put("simulator.seed", 20_261_031);
    properties.put("simulator.athletes", athletes);
    properties.put("simulator.end-date", END_DATE);
    properties.put("simulator.overall-quarter", 10_000_000);
    properties.put("simulator.overall-daily", 10_000_000);
    properties.put("simulator.read-quarter", 10_000_000);
    properties.put("simulator.read-daily", 10_000_000);
    properties.put("simulator.token-lifetime", "45s");
    properties.put("simulator.retry-spacing", "2s");
    properties.put("simulator.client-id", Strava.CLIENT_ID);
    properties.put("simulator.client-secret", Strava.CLIENT_SECRET);
    properties.putAll(more);
    return new SimulatedCompany(SimulatorService.start(properties));
  }

  public Strava strava() {
    return new Strava(address);
  }

  /** What happens at Strava. */
  public SimulatedStrava simulator() {
    return context.getBean(SimulatedStrava.class);
  }

  /** The ground truth now. */
  public JsonNode truth(Http http) {
    return http.get(address + "/simulator/v1/company").expect(200).json();
  }

  /** The subscription's id, as events carry it. */
  public long subscription(Http http) {
    String app = "client_id=" + Strava.CLIENT_ID + "&client_secret=" + Strava.CLIENT_SECRET;
    return http.get(address + "/api/v3/push_subscriptions?" + app)
        .expect(200)
        .json()
        .get(0)
        .get("id")
        .asLong();
  }

  @Override
  public void close() {
    context.close();
  }
}
