package io.stridelake.streams.generation;

import io.micronaut.context.annotation.Context;
import io.micronaut.serde.ObjectMapper;
import io.stridelake.generation.ControlCommand;
import io.stridelake.generation.ControlLog;
import io.stridelake.generation.ControlState;
import io.stridelake.generation.Generation;
import io.stridelake.generation.RuleSetDocument;
import io.stridelake.generation.RuleSetLibrary;
import io.stridelake.generation.RuleSetRefusedException;
import io.stridelake.ranking.RankingTopology;
import io.stridelake.rules.RuleSets;
import io.stridelake.streams.KafkaPositions;
import io.stridelake.streams.KafkaSettings;
import io.stridelake.streams.ServedGeneration;
import io.stridelake.streams.StreamsApp;
import io.stridelake.streams.StreamsConfiguration;
import io.stridelake.topics.TopicCatalogue;
import io.stridelake.topics.TopicMismatchException;
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
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the apps of all kept generations for as long as the service lives, as the control log says.
 *
 * <p>Nothing here waits for Kafka while it is made: a thread reads the log, another one brings what
 * runs closer to what the log asks for and repeats that. On a new installation the first instance
 * founds generation 1; of several that try, the log's order decides.
 */
@Context
public final class GenerationRunner {
  private static final Logger log = LoggerFactory.getLogger(GenerationRunner.class);

  private final StreamsConfiguration configuration;
  private final TopicCatalogue topics;
  private final Map<String, Object> kafka;
  private final RuleSetDocument own;
  private final ControlLog control;
  private final Admin admin;
  private final CatchUp catchUp;
  private final RuleSetLibrary library;
  private final Map<String, RuleSetDocument> ruleSets = new ConcurrentHashMap<>();
  private final RankingTopology.Inputs inputs;
  private final RunningApps apps;
  private final StateWatch watch;
  private final Peers peers;
  private final Decisions decisions;
  private final Reconciler starting;
  private final Reconciler looking;
  private final AppliedEpoch applied = new AppliedEpoch();
  private final CompletableFuture<Void> setUp = new CompletableFuture<>();
  private final Thread throttleThread;
  private volatile boolean isSetUp;
  private Set<Integer> ensured = Set.of();

  /**
   * Begins; everything that needs Kafka goes on in the background.
   *
   * @throws RuleSetRefusedException if the configured rules are none
   */
  public GenerationRunner(StreamsConfiguration configuration, ObjectMapper json) {
    this.configuration = configuration;
    this.topics = configuration.topics();
    this.kafka = KafkaSettings.clients(configuration);
    this.library = new RuleSetLibrary(topics, kafka);
    // What is set up wrongly is told before Kafka is waited for.
    this.own = own(configuration.rulesFile());
    AppStarter starter = new AppStarter(configuration, topics, library);
    this.inputs = starter.inputs();
    this.apps = new RunningApps(starter, System::nanoTime);
    this.control = new ControlLog(topics, kafka, json);
    this.admin = Admin.create(kafka);
    this.catchUp =
        new CatchUp(new KafkaPositions(admin), topics, new LogGaps(kafka), System::nanoTime);
    this.peers = new Peers(configuration, json);
    this.decisions = new Decisions(this, control, library, peers);
    this.watch = new StateWatch(control, this::wake);
    Remains remains = new Remains(admin, topics, configuration.stateDir());
    Upkeep upkeep =
        new Upkeep(
            apps,
            control,
            catchUp,
            remains,
            configuration.keepPrevious(),
            CodeVersion.own(),
            System::nanoTime);
    FormatUpgrade upgrade =
        new FormatUpgrade(
            control, decisions, remains::isEmpty, RankingTopology.STORE_FORMAT, CodeVersion.own());
    this.starting =
        new Reconciler("generations-start", System::nanoTime)
            .step("set up", this::setUp)
            .step("found the first generation", with(this::found))
            .step("run what the log asks for", with(this::run))
            .step("look how far derivations are", with(upkeep::look))
            .step("give up what nobody can derive", with(upkeep::giveUp));
    this.looking =
        new Reconciler("generations-upkeep", System::nanoTime)
            .step("bring rows to this version's format", with(upgrade::go))
            .step("retire the previous generation", with(upkeep::retire))
            .step("delete what nobody needs", with(upkeep::sweep));
    this.throttleThread =
        Thread.ofPlatform().daemon().name("generations-throttle").unstarted(this::throttle);
    starting.start();
    looking.start();
    throttleThread.start();
  }

  /** Something that is done with the state of the log. */
  @FunctionalInterface
  private interface StateStep {
    void run(ControlState state) throws InterruptedException;
  }

  /** A step that waits until the state is known. */
  private Reconciler.Step with(StateStep step) {
    return () -> {
      ControlState state = watch.state().orElse(null);
      if (state != null) {
        step.run(state);
      }
    };
  }

  private void wake() {
    starting.wake();
    looking.wake();
  }

  /** Creates topics, stores the configured rule set, and begins to read the log; once. */
  private void setUp() {
    if (isSetUp) {
      return;
    }
    ensureTopics(List.of());
    try {
      library.store(own);
    } catch (RuleSetRefusedException e) {
      setUp.completeExceptionally(e);
      throw e;
    }
    watch.start();
    isSetUp = true;
    setUp.complete(null);
  }

  /**
   * Done once Kafka was reached and has taken what is configured; failed if it refuses that.
   *
   * <p>The failure is a {@link RuleSetRefusedException} if the configured rule set's version has
   * other bytes, or a {@link TopicMismatchException} if a topic has other settings.
   */
  public CompletionStage<Void> whenSetUp() {
    return setUp.minimalCompletionStage();
  }

  /**
   * What the control log comes to, as far as this instance has read it.
   *
   * @throws GenerationAwayException if it was not read to its end yet
   */
  public ControlState state() {
    return watch
        .state()
        .orElseThrow(() -> new GenerationAwayException("the control log is being read"));
  }

  /** Whether what has to be repeated all the time is repeated. */
  public boolean isAlive() {
    return starting.isAlive() && looking.isAlive() && (watch.isAlive() || !isSetUp);
  }

  /** The log itself, for those who decide. */
  public ControlLog control() {
    return control;
  }

  /** What operators decide. */
  Decisions decisions() {
    return decisions;
  }

  /**
   * Why decisions of a log format must not be written now; empty if they may.
   *
   * @param logFormat of {@link ControlCommand.Decision#logFormat}
   */
  public Optional<String> objection(int logFormat) throws InterruptedException {
    return decisions.objection(logFormat);
  }

  /** How far derivations are. */
  CatchUp catchUp() {
    return catchUp;
  }

  /** The epoch of the log up to which everything was done here that follows from it. */
  public long appliedEpoch() {
    return applied.epoch();
  }

  /**
   * Waits until this instance has done what follows from the control log up to an epoch.
   *
   * @return whether it has
   */
  public boolean await(long epoch, Duration patience) throws InterruptedException {
    return applied.await(epoch, patience);
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
    return watch.state().flatMap(ControlState::active).flatMap(apps::find);
  }

  /** A kept generation, if it runs here. */
  public Optional<ServedGeneration> find(int id) {
    return watch
        .state()
        .flatMap(state -> state.generation(id))
        .filter(one -> one.role().isKept())
        .flatMap(apps::find);
  }

  /**
   * Whether a partition of a generation may answer: the log says that the generation was complete,
   * and what its group has committed says that it still is.
   */
  public boolean isComplete(Generation generation, int partition) {
    return isLogged(generation)
        && catchUp
            .completeness(generation)
            .filter(known -> known.isComplete(partition))
            .isPresent();
  }

  /**
   * Whether the committed offsets of a generation were looked at after a moment.
   *
   * @param nanos by {@link System#nanoTime}
   */
  public boolean isKnownSince(Generation generation, long nanos) {
    return catchUp
        .completeness(generation)
        .filter(known -> known.lookedAt() - nanos > 0)
        .isPresent();
  }

  /** Whether all partitions of a generation may answer. */
  public boolean isComplete(Generation generation) {
    return isLogged(generation)
        && catchUp.completeness(generation).filter(Completeness::isComplete).isPresent();
  }

  private boolean isLogged(Generation generation) {
    return watch
        .state()
        .flatMap(state -> state.generation(generation.id()))
        .filter(now -> now.resets() == generation.resets() && now.complete())
        .isPresent();
  }

  /** Why the active generation does not run here, in one line, if this version cannot run it. */
  public Optional<String> refusal() {
    return watch
        .state()
        .flatMap(ControlState::active)
        .flatMap(apps::refusal)
        .map(Throwable::getMessage);
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
    starting.close();
    looking.close();
    throttleThread.interrupt();
    apps.close();
    peers.close();
    admin.close();
  }

  private void run(ControlState state) {
    Set<Integer> catalogues = Set.copyOf(state.catalogues());
    if (!ensured.containsAll(catalogues)) {
      ensureTopics(catalogues);
      ensured = catalogues;
    }
    apps.reconcile(state);
    applied.reached(state.epoch());
  }

  /** On a new installation. */
  private void found(ControlState state) {
    if (state.generations().isEmpty()) {
      int format = RankingTopology.STORE_FORMAT;
      log.atInfo()
          .addKeyValue("ruleSet", own.version())
          .addKeyValue("storeFormat", format)
          .log("Generation is founded");
      control.append(new ControlCommand.Found(state.epoch(), own.version(), format));
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
    return active().map(one -> one.observers().delay().takeWorst()).orElse(-1L);
  }

  /** What has to make way for news, while it is derived. */
  private List<StreamsApp> candidateApps() {
    ControlState now = watch.state().orElse(ControlState.EMPTY);
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

  private void ensureTopics(Collection<Integer> catalogues) {
    try (Admin client = Admin.create(kafka)) {
      new TopicProvisioner(client).ensure(topics, topics.all(catalogues));
    } catch (TopicMismatchException e) {
      setUp.completeExceptionally(e);
      throw e;
    }
  }

  private static RuleSetDocument own(@Nullable Path rules) {
    return rules == null
        ? RuleSetDocument.of(RuleSets.defaultRuleSet(), "default rules")
        : RuleSetDocument.of(read(rules), rules.toString());
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("rule set " + file + " cannot be read", e);
    }
  }
}
