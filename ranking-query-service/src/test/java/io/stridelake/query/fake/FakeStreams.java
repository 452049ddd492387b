package io.stridelake.query.fake;

import io.stridelake.rules.RuleSets;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The state that all fake instances share, as the topics would. */
public final class FakeStreams implements AutoCloseable {
  private static final Pattern VERSION = Pattern.compile("(?m)^\\s*version: *([A-Za-z0-9._-]+)");

  /** A generation that is kept beside the active one, with a state of its own. */
  private record Beside(String state, boolean complete, FakeStreams streams) {}

  private record SnapshotKey(int partition, FakeView view, String version) {}

  private final int partitions;
  private final Map<String, Person> people = new TreeMap<>();
  private final Map<SnapshotKey, List<Person>> pinned = new HashMap<>();
  private final List<FakeInstance> instances = new ArrayList<>();
  private final Map<Integer, Beside> beside = new TreeMap<>();
  private final Map<String, byte[]> stored = new HashMap<>();
  private byte[] ruleSet = new byte[0];
  private String version = "";
  private int resets;
  private int active = 1;
  private int decisions;
  private final List<Map<String, Object>> locks = new ArrayList<>();
  private long asOf = 1_763_892_000_000L;

  /** How many writes there were. */
  final AtomicLong changes = new AtomicLong();

  /** How many internal queries of each kind were asked. */
  public final Map<String, AtomicInteger> asked = new HashMap<>();

  /** Runs before each query, to let things happen in between. */
  public Runnable before = () -> {};

  private FakeStreams(int partitions) {
    this.partitions = partitions;
    ruleSet(new String(RuleSets.defaultRuleSet(), StandardCharsets.UTF_8));
  }

  /** Starts instances that own the partitions in turn. */
  public static FakeStreams start(int partitions, int instances) {
    FakeStreams streams = new FakeStreams(partitions);
    for (int i = 0; i < instances; i++) {
      streams.addInstance();
    }
    for (int partition = 0; partition < partitions; partition++) {
      streams.instances.get(partition % instances).own(partition);
    }
    return streams;
  }

  /** One more instance, which owns nothing. */
  public FakeInstance addInstance() {
    FakeInstance instance = FakeInstance.start(this);
    instances.add(instance);
    return instance;
  }

  public List<FakeInstance> instances() {
    return List.copyOf(instances);
  }

  public String url() {
    return instances.getFirst().url();
  }

  public int partitions() {
    return partitions;
  }

  public synchronized void put(Person person) {
    people.put(person.id(), person);
    changes.incrementAndGet();
    asOf += 1000;
  }

  public synchronized void remove(String id) {
    people.remove(id);
    asOf += 1000;
  }

  public synchronized List<Person> people() {
    return List.copyOf(people.values());
  }

  public synchronized int pins() {
    return pinned.size();
  }

  public synchronized void forgetPins() {
    pinned.clear();
  }

  public synchronized void activate(int generation) {
    active = generation;
  }

  /**
   * Keeps another generation, over the same partitions.
   *
   * @param state as the control log says it
   * @return its own state, empty
   */
  public synchronized FakeStreams keep(int generation, String state, boolean complete) {
    FakeStreams other = new FakeStreams(partitions);
    beside.put(generation, new Beside(state, complete, other));
    return other;
  }

  /** Another decision was taken. */
  public synchronized void decide() {
    decisions++;
  }

  /** Keeps a season as it is, from now on by this lock only. */
  public synchronized void lock(String season, String version, String from, String to) {
    decisions++;
    locks.removeIf(lock -> season.equals(lock.get("season")));
    locks.add(
        Map.of(
            "season",
            season,
            "lock",
            "at-" + decisions,
            "ruleSet",
            version,
            "from",
            from,
            "to",
            to));
  }

  /** Whether the lock holds. */
  synchronized boolean holds(Map<?, ?> lock) {
    return locks.stream()
        .anyMatch(
            one ->
                Objects.equals(one.get("season"), lock.get("season"))
                    && Objects.equals(one.get("lock"), lock.get("lock")));
  }

  /** Derives the active generation anew, in place: its id stays, pins are lost. */
  public synchronized void reset(String yaml) {
    ruleSet(yaml);
    resets++;
    decisions++;
    pinned.clear();
  }

  /** Whether this is the derivation that a call names; an instance answers for no other. */
  synchronized boolean is(@Nullable String resetsNamed, @Nullable String ruleSetNamed) {
    return String.valueOf(resets).equals(resetsNamed) && version.equals(ruleSetNamed);
  }

  /** The state of a generation. */
  synchronized FakeStreams generation(int generation) {
    Beside other = beside.get(generation);
    return other == null ? this : other.streams();
  }

  synchronized int active() {
    return active;
  }

  synchronized byte[] ruleSet() {
    return ruleSet.clone();
  }

  /** Scores by this rule set from now on, as if it had always done so. */
  public final synchronized void ruleSet(String yaml) {
    ruleSet = yaml.getBytes(StandardCharsets.UTF_8);
    Matcher named = VERSION.matcher(yaml);
    if (!named.find()) {
      throw new IllegalArgumentException("a rule set without a version: " + yaml);
    }
    version = named.group(1);
    stored.put(version, ruleSet.clone());
  }

  /** A stored rule set, or null if there is none of this version. */
  synchronized byte @Nullable [] stored(String ofVersion) {
    return stored.get(ofVersion);
  }

  synchronized void count(String kind) {
    asked.computeIfAbsent(kind, k -> new AtomicInteger()).incrementAndGet();
  }

  public synchronized int asked(String kind) {
    AtomicInteger count = asked.get(kind);
    return count == null ? 0 : count.get();
  }

  synchronized long asOf() {
    return asOf;
  }

  /** The people of one partition. */
  synchronized List<Person> people(int partition) {
    return people.values().stream()
        .filter(person -> Math.floorMod(person.id().hashCode(), partitions) == partition)
        .toList();
  }

  synchronized boolean knows(String id) {
    return people.containsKey(id);
  }

  /** The state named, or null when it is neither the newest nor pinned. */
  synchronized @Nullable List<Person> snapshot(
      int partition, FakeView view, @Nullable String version, boolean pin) {
    List<Person> newest = people(partition);
    String current = version(newest, view);
    List<Person> found =
        version == null || version.equals(current)
            ? newest
            : pinned.get(new SnapshotKey(partition, view, version));
    if (pin && found != null) {
      pinned.put(new SnapshotKey(partition, view, version == null ? current : version), found);
    }
    return found;
  }

  /** A content hash that adds up over partitions. */
  static String version(List<Person> people, FakeView view) {
    BigInteger sum = BigInteger.ZERO;
    for (Person person : people) {
      String content = person.id() + person.name() + person.department() + view.deeds(person);
      sum = sum.add(new BigInteger(1, hash(content)));
    }
    return "%032x".formatted(sum.mod(BigInteger.ONE.shiftLeft(128)));
  }

  private static byte[] hash(String content) {
    try {
      return MessageDigest.getInstance("MD5").digest(content.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  Map<String, Object> cluster() {
    Map<String, Object> cluster = new LinkedHashMap<>();
    cluster.put("partitions", partitions);
    cluster.put("epoch", active() + decisions());
    cluster.put("active", active());
    cluster.put("generations", generations());
    cluster.put("locks", locks());
    cluster.put(
        "instances",
        instances().stream()
            .map(
                instance ->
                    Map.of(
                        "url",
                        instance.url(),
                        "partitions",
                        claims(instance),
                        "standbys",
                        Map.of(String.valueOf(active()), instance.copied())))
            .toList());
    return cluster;
  }

  private synchronized int decisions() {
    return decisions;
  }

  private synchronized List<Map<String, Object>> locks() {
    return List.copyOf(locks);
  }

  private synchronized List<Map<String, Object>> generations() {
    List<Map<String, Object>> generations = new ArrayList<>();
    generations.add(generation(active).info(active, "active", true));
    beside.forEach(
        (id, other) -> {
          if (id != active) {
            generations.add(other.streams().info(id, other.state(), other.complete()));
          }
        });
    return generations;
  }

  private synchronized Map<String, Object> info(int id, String state, boolean complete) {
    return Map.of(
        "id", id, "state", state, "ruleSet", version, "complete", complete, "resets", resets);
  }

  /** What an instance owns it owns of every generation. */
  private synchronized Map<String, List<Integer>> claims(FakeInstance instance) {
    Map<String, List<Integer>> claims = new TreeMap<>();
    claims.put(String.valueOf(active), instance.claims());
    beside.keySet().forEach(id -> claims.put(String.valueOf(id), instance.claims()));
    return claims;
  }

  @Override
  public void close() {
    instances.forEach(FakeInstance::stop);
  }
}
