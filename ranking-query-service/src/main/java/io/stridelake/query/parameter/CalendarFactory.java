package io.stridelake.query.parameter;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Makes the calendar with the clock of the machine. */
@Factory
final class CalendarFactory {
  @Singleton
  Today today(CalendarSettings settings) {
    return new Today(settings.zone(), InstantSource.system());
  }
}
