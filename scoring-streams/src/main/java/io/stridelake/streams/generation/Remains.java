package io.stridelake.streams.generation;

import io.stridelake.generation.ControlState;
import io.stridelake.generation.Generation;
import io.stridelake.topics.TopicCatalogue;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what is left of derivations that nobody needs any more: internal topics, the group, the
 * state on this machine, and the catalogues that no kept generation reads.
 *
 * <p>Only what carries the exact name of a derivation that the log knows and no longer keeps is
 * touched, and only when its group is empty. Whatever an instance that did not know yet makes anew
 * is found at the next look. Several instances may do this at once.
 */
final class Remains {
  private static final Logger log = LoggerFactory.getLogger(Remains.class);

  private final Admin admin;
  private final TopicCatalogue topics;
  private final Path stateDir;

  /**
   * Works through the client, which the caller closes.
   *
   * @param stateDir holds the apps' folders on this machine
   */
  Remains(Admin admin, TopicCatalogue topics, Path stateDir) {
    this.admin = admin;
    this.topics = topics;
    this.stateDir = stateDir;
  }

  /**
   * An application that nobody needs.
   *
   * @param applicationId its id and group
   * @param topic a topic of its own, apart from those that Kafka Streams made
   */
  private record Dead(String applicationId, @Nullable String topic) {
    boolean owns(String name) {
      return name.equals(topic) || name.startsWith(applicationId + "-");
    }
  }

  /**
   * Deletes what can be deleted now.
   *
   * @param isHere whether an application of that id runs on this machine
   * @return the ids of the applications of which something is still left
   * @throws KafkaException if Kafka does not answer in time
   */
  Set<String> delete(ControlState state, Predicate<String> isHere) {
    Map<String, Dead> dead = new LinkedHashMap<>();
    dead(state).forEach(one -> dead.put(one.applicationId(), one));
    if (dead.isEmpty()) {
      return Set.of();
    }
    Collection<String> names = get(admin.listTopics().names());
    Set<String> groups =
        get(admin.listGroups().all()).stream()
            .map(GroupListing::groupId)
            .filter(dead::containsKey)
            .collect(Collectors.toSet());
    Set<String> left = new TreeSet<>();
    for (Dead one : dead.values()) {
      List<String> own = names.stream().filter(one::owns).toList();
      boolean gone =
          (own.isEmpty() && !groups.contains(one.applicationId()))
              || deleted(one, own, groups.contains(one.applicationId()));
      boolean here = isHere.test(one.applicationId());
      if (!here) {
        deleteFolder(one.applicationId());
      }
      if (!gone || here) {
        left.add(one.applicationId());
      }
    }
    return left;
  }

  private List<Dead> dead(ControlState state) {
    List<Dead> dead = new ArrayList<>();
    int lastCatalogue = 0;
    for (Generation generation : state.generations().values()) {
      lastCatalogue = Math.max(lastCatalogue, generation.catalogue());
      for (String id : generation.formerApplicationIds()) {
        dead.add(new Dead(id, null));
      }
      if (!generation.role().isKept()) {
        dead.add(new Dead(generation.applicationId(), null));
      }
    }
    Collection<Integer> read = state.catalogues();
    for (int catalogue = 1; catalogue <= lastCatalogue; catalogue++) {
      if (!read.contains(catalogue)) {
        dead.add(
            new Dead(
                Generation.catalogueApplicationId(catalogue), topics.activities(catalogue).name()));
      }
    }
    return dead;
  }

  private boolean deleted(Dead one, List<String> own, boolean hasGroup) {
    if (hasGroup && !isEmpty(one.applicationId())) {
      return false;
    }
    for (String topic : own) {
      ignoring(UnknownTopicOrPartitionException.class, admin.deleteTopics(Set.of(topic)).all());
      log.atInfo().addKeyValue("topic", topic).log("Topic that nobody needs is deleted");
    }
    if (!hasGroup) {
      return true;
    }
    try {
      ignoring(
          GroupIdNotFoundException.class,
          admin.deleteConsumerGroups(Set.of(one.applicationId())).all());
      log.atInfo().addKeyValue("group", one.applicationId()).log("Group is deleted");
      return true;
    } catch (GroupNotEmptyException e) {
      return false;
    }
  }

  /**
   * Whether no instance is a member of a group.
   *
   * @throws KafkaException if Kafka does not answer in time
   */
  boolean isEmpty(String group) {
    Optional<ConsumerGroupDescription> description =
        ignoring(GroupIdNotFoundException.class, admin.describeConsumerGroups(Set.of(group)).all())
            .map(found -> found.get(group));
    return description.isEmpty()
        || description.get().groupState() == GroupState.EMPTY
        || description.get().groupState() == GroupState.DEAD;
  }

  private void deleteFolder(String applicationId) {
    Path folder = stateDir.resolve(applicationId);
    if (!Files.isDirectory(folder)) {
      return;
    }
    try {
      Files.walkFileTree(folder, new Deletion());
      log.atInfo().addKeyValue("application", applicationId).log("Local state is deleted");
    } catch (IOException e) {
      log.atWarn().addKeyValue("folder", folder).setCause(e).log("Local state cannot be deleted");
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException cause
          ? cause
          : new KafkaException("deleting what nobody needs", e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /** The result, or none if what it is about was gone already. */
  private static <T> Optional<T> ignoring(
      Class<? extends KafkaException> gone, KafkaFuture<T> future) {
    try {
      return Optional.ofNullable(get(future));
    } catch (KafkaException e) {
      if (gone.isInstance(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
