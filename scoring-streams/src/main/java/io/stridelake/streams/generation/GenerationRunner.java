package io.stridelake.streams.generation;

import io.micronaut.context.annotation.Context;
import io.micronaut.serde.ObjectMapper;
import io.stridelake.generation.ControlCommand;
import io.stridelake.generation.ControlLog;
import io.stridelake.generation.ControlState;
import io.stridelake.generation.Generation;
import io.stridelake.generation.Role;
import io.stridelake.generation.RuleSetDocument;
import io.stridelake.generation.RuleSetLibrary;
import io.stridelake.ranking.RankingTopology;
import io.stridelake.rules.RuleSets;
import io.stridelake.streams.KafkaPositions;
import io.stridelake.streams.KafkaSettings;
import io.stridelake.streams.ServedGeneration;
import io.stridelake.streams.StreamsApp;
import io.stridelake.streams.StreamsConfiguration;
import io.stridelake.topics.TopicCatalogue;
import io.stridelake.topics.TopicProvisioner;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the apps of all kept generations for as long as the service lives, as the control log says.
 *
 * <p>The log is read to its end before anything starts. On a new installation the first instance
 * founds generation 1; of several that try, the log's order decides.
 */
@Context
public final class GenerationRunner {
  private static final Logger log = LoggerFactory.getLogger(GenerationRunner.class);

  private final StreamsConfiguration configuration;
  private final TopicCatalogue topics;
  private final Map<String, Object> kafka;
  private final ControlLog control;
  private final Admin admin;
  private final CatchUp catchUp;
  private final RuleSetLibrary library;
  private final Map<String, RuleSetDocument> ruleSets = new ConcurrentHashMap<>();
  private final RankingTopology.Inputs inputs;
  private final RunningApps apps;
  private final StateWatch watch;
  private final Upkeep upkeep;
  private final Thread upkeepThread;
  private final Thread throttleThread;

  /**
   * Starts the apps; they go on starting in the background.
   *
   * @throws IllegalStateException if this version cannot run the active generation
   */
  public GenerationRunner(StreamsConfiguration configuration, ObjectMapper json) {
    this.configuration = configuration;
    this.topics = TopicCatalogue.fromEnvironment(System.getenv());
    this.kafka = KafkaSettings.clients(configuration);
    this.library = new RuleSetLibrary(topics, kafka);
    // What is set up wrongly is told before Kafka is waited for.
    RuleSetDocument own = own(configuration.rulesFile());
    AppStarter starter = new AppStarter(configuration, topics, library);
    this.inputs = starter.inputs();
    this.apps = new RunningApps(starter);
    ensureTopics(List.of());
    library.store(own);
    this.control = new ControlLog(topics, kafka, json);
    ControlState state = founded(own);
    this.admin = Admin.create(kafka);
    this.catchUp =
        new CatchUp(new KafkaPositions(admin), topics, new LogGaps(kafka), System::nanoTime);
    this.watch = new StateWatch(control, state, this::follow);
    this.upkeep =
        new Upkeep(
            watch::state,
            apps,
            control,
            catchUp,
            new Remains(admin, topics, configuration.stateDir()),
            configuration.keepPrevious());
    this.upkeepThread =
        Thread.ofPlatform().daemon().name("generations-upkeep").unstarted(upkeep::run);
    this.throttleThread =
        Thread.ofPlatform().daemon().name("generations-throttle").unstarted(this::throttle);
    begin(state);
  }

  private void begin(ControlState state) {
    ensureTopics(state.catalogues());
    for (RunningApps.Refusal refusal : apps.reconcile(state)) {
      if (refusal.generation().role() == Role.ACTIVE) {
        close();
        throw refusal.reason();
      }
      refused(refusal);
    }
    watch.start();
    upkeepThread.start();
    throttleThread.start();
  }

  /** What the control log comes to, as far as this instance has read it. */
  public ControlState state() {
    return watch.state();
  }

  /** The log itself, for those who decide. */
  public ControlLog control() {
    return control;
  }

  /** How far derivations are. */
  CatchUp catchUp() {
    return catchUp;
  }

  /**
   * Waits until this instance has read the control log up to an epoch.
   *
   * @return whether it has
   */
  public boolean await(long epoch, Duration patience) throws InterruptedException {
    return watch.await(epoch, patience);
  }

  /**
   * The generation that answers.
   *
   * @throws GenerationAwayException if it does not run here
   */
  public ServedGeneration served() {
    return active()
        .orElseThrow(() -> new GenerationAwayException("the active generation is being started"));
  }

  /** The generation that answers, if it runs here. */
  public Optional<ServedGeneration> active() {
    return state().active().flatMap(apps::find);
  }

  /** A kept generation, if it runs here. */
  public Optional<ServedGeneration> find(int id) {
    return state().generation(id).filter(one -> one.role().isKept()).flatMap(apps::find);
  }

  /**
   * How far a generation has come, by partition and input topic: the offset behind the last that is
   * applied and committed.
   */
  public SortedMap<Integer, Map<String, Long>> applied(Generation generation) {
    return catchUp.applied(generation);
  }

  /** All apps that run here. */
  public List<StreamsApp> apps() {
    return apps.all();
  }

  /** A stored rule set; it is read once. */
  public Optional<RuleSetDocument> ruleSet(String version) {
    RuleSetDocument known = ruleSets.get(version);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<RuleSetDocument> read =
        library.document(version).map(bytes -> RuleSetDocument.of(bytes, "rule set " + version));
    read.ifPresent(document -> ruleSets.put(version, document));
    return read;
  }

  /** What the values on the inputs look like. */
  public RankingTopology.Inputs inputs() {
    return inputs;
  }

  /** The installation's topics. */
  public TopicCatalogue topics() {
    return topics;
  }

  @PreDestroy
  void close() {
    watch.close();
    upkeepThread.interrupt();
    throttleThread.interrupt();
    apps.close();
    admin.close();
  }

  private void follow(ControlState next) {
    log.atInfo()
        .addKeyValue("epoch", next.epoch())
        .addKeyValue("generations", next.generations().values())
        .log("Control log moves on");
    ensureTopics(next.catalogues());
    apps.reconcile(next).forEach(this::refused);
    upkeep.wake();
  }

  /** Nothing that runs is ended by what cannot be run. */
  private void refused(RunningApps.Refusal refusal) {
    Generation generation = refusal.generation();
    log.atError()
        .addKeyValue("generation", generation.id())
        .setCause(refusal.reason())
        .log("Generation cannot be run here");
    if (generation.storeFormat() == RankingTopology.STORE_FORMAT
        && generation.role() == Role.CANDIDATE) {
      control.append(
          new ControlCommand.Failed(
              generation.id(), generation.resets(), String.valueOf(refusal.reason().getMessage())));
    }
  }

  private void throttle() {
    Throttle throttle = new Throttle(configuration.liveDelay().toMillis());
    try {
      while (!Thread.currentThread().isInterrupted()) {
        throttle.period(this::candidateApps, this::worstDelay);
      }
    } catch (InterruptedException e) {
      log.atDebug().log("Nothing is throttled any more");
    }
  }

  private long worstDelay() {
    return state()
        .active()
        .flatMap(apps::find)
        .map(one -> one.observers().delay().takeWorst())
        .orElse(-1L);
  }

  /** What has to make way for news, while it is derived. */
  private List<StreamsApp> candidateApps() {
    ControlState now = state();
    return now.candidate()
        .filter(candidate -> !candidate.complete())
        .flatMap(apps::find)
        .map(
            candidate ->
                now.active().stream()
                        .anyMatch(
                            active -> active.catalogue() == candidate.generation().catalogue())
                    ? List.of(candidate.ranking())
                    : List.of(candidate.catalogue(), candidate.ranking()))
        .orElse(List.of());
  }

  /** Kafka being away is waited for, as the apps wait for it later. */
  private void ensureTopics(Collection<Integer> catalogues) {
    boolean ensured = false;
    while (!ensured) {
      try (Admin client = Admin.create(kafka)) {
        new TopicProvisioner(client).ensure(topics, topics.all(catalogues));
        ensured = true;
      } catch (TimeoutException e) {
        log.atWarn()
            .addKeyValue("bootstrap", configuration.kafkaBootstrap())
            .setCause(e)
            .log("Kafka does not answer, asking again");
      }
    }
  }

  private static RuleSetDocument own(@Nullable Path rules) {
    return rules == null
        ? RuleSetDocument.of(RuleSets.defaultRuleSet(), "default rules")
        : RuleSetDocument.of(read(rules), rules.toString());
  }

  /** The state, with a generation in it whose rows this version can keep, or a newer one. */
  private ControlState founded(RuleSetDocument first) {
    ControlState state = control.state();
    int format = RankingTopology.STORE_FORMAT;
    Generation active = state.active().orElse(null);
    if (active == null || active.storeFormat() < format) {
      String ruleSet = active == null ? first.version() : active.ruleSet();
      log.atInfo()
          .addKeyValue("former", active)
          .addKeyValue("ruleSet", ruleSet)
          .addKeyValue("storeFormat", format)
          .log("Generation is founded");
      state = control.append(new ControlCommand.Found(state.epoch(), ruleSet, format)).state();
    }
    return state;
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("rule set " + file + " cannot be read", e);
    }
  }
}
