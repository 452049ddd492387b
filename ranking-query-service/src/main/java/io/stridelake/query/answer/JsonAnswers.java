package io.stridelake.query.answer;

import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes documents as answers. */
@Singleton
public final class JsonAnswers {
  private final ObjectMapper json;

  JsonAnswers(ObjectMapper json) {
    this.json = json;
  }

  /**
   * The document as an answer.
   *
   * @param source the standings that it was read from
   */
  public Answer of(AnswerSource source, Object document) {
    try {
      return new Answer(source, json.writeValueAsBytes(document), "application/json");
    } catch (IOException e) {
      throw new UncheckedIOException("an answer cannot be written", e);
    }
  }
}
