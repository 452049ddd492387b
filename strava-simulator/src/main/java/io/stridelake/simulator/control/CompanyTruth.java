package io.stridelake.simulator.control;

import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;
import java.util.List;

/** The whole company: what it was generated from, its people and every activity ever. */
@Serdeable
public record CompanyTruth(
    long seed, LocalDate endDate, List<AthleteTruth> athletes, List<ActivityTruth> activities) {}
