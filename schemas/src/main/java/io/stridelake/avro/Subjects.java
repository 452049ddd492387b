package io.stridelake.avro;

/** Confluent's TopicNameStrategy. */
final class Subjects {
  private Subjects() {}

  static String of(String topic, boolean key) {
    return topic + (key ? "-key" : "-value");
  }
}
