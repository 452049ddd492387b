package io.stridelake.standalone;

import io.stridelake.standalone.Ports.Part;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the parts are told, in each one's own words. */
final class Settings {
  private static final String DEMO_CLIENT = "demo-client";
  private static final String DEMO_SECRET = "demo-secret";

  /** Enough that a year of everybody's history is fetched in seconds. */
  private static final int DEMO_CALLS = 1_000_000;

  /** About one change every three seconds. */
  private static final double DEMO_RATE = 0.35;

  private final DataFolder folder;
  private final Ports ports;
  private final Secrets secrets;
  private final Map<String, String> environment;

  Settings(DataFolder folder, Ports ports, Secrets secrets, Map<String, String> environment) {
    this.folder = folder;
    this.ports = ports;
    this.secrets = secrets;
    this.environment = environment;
  }

  String kafka() {
    return "127.0.0.1:" + ports.of(Part.KAFKA);
  }

  /** The registry that was given, or null if ours is to be started. */
  @Nullable String foreignRegistry() {
    String given = environment.getOrDefault("STRIDE_SCHEMA_REGISTRY_URL", "").strip();
    return given.isEmpty() ? null : given;
  }

  Map<String, Object> simulator() {
    return Map.ofEntries(
        Map.entry("micronaut.server.port", ports.of(Part.SIMULATOR)),
        Map.entry("simulator.data-dir", folder.resolve("simulator").toString()),
        Map.entry(
            "simulator.live-rate", environment.getOrDefault("STRIDE_DEMO_RATE", "" + DEMO_RATE)),
        Map.entry("simulator.client-id", DEMO_CLIENT),
        Map.entry("simulator.client-secret", DEMO_SECRET),
        Map.entry("simulator.overall-quarter", DEMO_CALLS),
        Map.entry("simulator.overall-daily", DEMO_CALLS),
        Map.entry("simulator.read-quarter", DEMO_CALLS),
        Map.entry("simulator.read-daily", DEMO_CALLS));
  }

  Map<String, Object> ingest(Mode mode) {
    String prefix = "stridelake.ingest.";
    Map<String, Object> properties = new HashMap<>();
    properties.put("micronaut.server.port", ports.of(Part.INGEST));
    properties.put(prefix + "access.admin-token", secrets.admin());
    properties.put(prefix + "access.service-token", secrets.service());
    properties.put(prefix + "connect.public-url", publicUrl());
    properties.put(prefix + "connect.page-url", ports.url(Part.PAGE) + "/");
    properties.put(prefix + "kafka.bootstrap", kafka());
    properties.put(prefix + "kafka.registry-url", registry());
    properties.put(prefix + "strava.webhook-secret", secrets.webhook());
    properties.put(prefix + "tokens.keys", folder.resolve("token-keys.json").toString());
    if (mode == Mode.DEMO) {
      properties.put(prefix + "strava.api", ports.url(Part.SIMULATOR) + "/api/v3");
      properties.put(prefix + "strava.oauth", ports.url(Part.SIMULATOR) + "/oauth");
      properties.put(prefix + "strava.client-id", DEMO_CLIENT);
      properties.put(prefix + "strava.client-secret", DEMO_SECRET);
      // Another port than at the last start makes another callback; the app is nobody else's.
      properties.put(prefix + "strava.replace-subscription", true);
    }
    if (environment.getOrDefault("STRIDE_STRAVA_VERIFY_TOKEN", "").isBlank()) {
      properties.put(prefix + "strava.verify-token", Secrets.random());
    }
    return properties;
  }

  Map<String, Object> streams() {
    String prefix = "stridelake.streams.";
    Map<String, Object> properties = new HashMap<>();
    properties.put("micronaut.server.port", ports.of(Part.STREAMS));
    properties.put(prefix + "kafka-bootstrap", kafka());
    properties.put(prefix + "registry-url", registry());
    properties.put(prefix + "data-dir", folder.resolve("streams").toString());
    properties.put(prefix + "advertised-url", ports.url(Part.STREAMS));
    properties.put(prefix + "service-token", secrets.service());
    properties.put(prefix + "admin-token", secrets.admin());
    return properties;
  }

  Map<String, Object> query() {
    Map<String, Object> properties = new HashMap<>();
    properties.put("micronaut.server.port", ports.of(Part.PAGE));
    properties.put("query.access.admin-token", secrets.admin());
    properties.put("query.access.service-token", secrets.service());
    properties.put("query.cluster.streams", ports.url(Part.STREAMS));
    properties.put("query.connect.public-url", publicUrl());
    properties.put("query.forward.ingest", ports.url(Part.INGEST));
    return properties;
  }

  private String registry() {
    String foreign = foreignRegistry();
    return foreign == null ? ports.url(Part.REGISTRY) : foreign;
  }

  private String publicUrl() {
    String given = environment.getOrDefault("STRIDE_PUBLIC_URL", "").strip();
    return given.isEmpty() ? ports.url(Part.INGEST) : given;
  }
}
