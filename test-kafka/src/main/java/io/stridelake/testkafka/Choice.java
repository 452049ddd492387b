package io.stridelake.testkafka;

import java.util.Map;
import java.util.function.Consumer;

/** Where the brokers of this JVM's tests run. */
sealed interface Choice {
  String VARIABLE = "STRIDE_TEST_KAFKA";
  String IMAGE_VARIABLE = "STRIDE_TEST_KAFKA_IMAGE";
  String APACHE = "apache/kafka:4.3.1";

  /** In this JVM. */
  record Embedded() implements Choice {}

  /** In containers of an image. */
  record Container(String image) implements Choice {}

  /** The choice of this JVM, made and told when first asked. */
  static Choice made() {
    return Made.CHOICE;
  }

  /**
   * Chooses, and tells what and why.
   *
   * @throws IllegalStateException if a container was asked for and there can be none, or the
   *     variable makes no sense
   */
  static Choice of(Map<String, String> environment, Docker docker, Consumer<String> tell) {
    String image = given(environment, IMAGE_VARIABLE, APACHE);
    return switch (given(environment, VARIABLE, "")) {
      case "embedded" -> told(new Embedded(), VARIABLE + "=embedded", tell);
      case "container" -> asked(image, docker, tell);
      case "" -> usual(image, docker, tell);
      default ->
          throw new IllegalStateException(
              VARIABLE
                  + " is '"
                  + environment.get(VARIABLE)
                  + "' (expected embedded or container)");
    };
  }

  private static Choice asked(String image, Docker docker, Consumer<String> tell) {
    if (!docker.answers()) {
      throw new IllegalStateException(VARIABLE + "=container, but no Docker engine answers");
    }
    if (!docker.has(image) && !docker.pull(image)) {
      throw new IllegalStateException(VARIABLE + "=container, but " + noImage(image));
    }
    return told(new Container(image), VARIABLE + "=container", tell);
  }

  private static Choice usual(String image, Docker docker, Consumer<String> tell) {
    if (!docker.answers()) {
      return told(new Embedded(), "no Docker engine answers", tell);
    }
    if (!docker.has(image) && !docker.pull(image)) {
      return told(new Embedded(), "a Docker engine answers, but " + noImage(image), tell);
    }
    return told(new Container(image), "a Docker engine answers", tell);
  }

  private static String noImage(String image) {
    return "%s is not there and cannot be pulled: build one with %s and name it in %s"
        .formatted(image, "system-tests/containers/bases", IMAGE_VARIABLE);
  }

  private static Choice told(Choice choice, String why, Consumer<String> tell) {
    String where =
        switch (choice) {
          case Embedded _ -> "embedded";
          case Container(String image) -> "in containers of " + image;
        };
    tell.accept("Kafka for tests: " + where + " (" + why + ")");
    return choice;
  }

  private static String given(Map<String, String> environment, String name, String otherwise) {
    String given = environment.getOrDefault(name, "").strip();
    return given.isEmpty() ? otherwise : given;
  }

  /** Asks Docker once. */
  final class Made {
    private static final Choice CHOICE =
        of(System.getenv(), new DockerCommand(), System.out::println);

    private Made() {}
  }
}
