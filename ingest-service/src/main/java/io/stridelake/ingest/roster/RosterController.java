package io.stridelake.ingest.roster;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;

/** Takes the company's roster. */
@Controller("/admin/roster")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RosterController {
  private final RosterUpdate update;

  RosterController(RosterUpdate update) {
    this.update = update;
  }

  /**
   * How many athletes the file named.
   *
   * @param athletes all of them are stored
   */
  @Serdeable
  record Stored(int athletes) {}

  /** Stores the file, all or nothing. */
  @Put
  @Consumes("text/csv")
  Stored put(@Body byte[] file) {
    return new Stored(update.store(file));
  }
}
