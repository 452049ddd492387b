package io.stridelake.simulator.journal;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;

/** What the company was first generated from; a restart generates the same one. */
@Serdeable
public record Beginning(long seed, int athletes, LocalDate endDate, Instant startedAt) {}
