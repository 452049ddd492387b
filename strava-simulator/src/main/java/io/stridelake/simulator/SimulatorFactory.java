package io.stridelake.simulator;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.stridelake.simulator.company.Company;
import io.stridelake.simulator.company.CompanyGenerator;
import io.stridelake.simulator.journal.Beginning;
import io.stridelake.simulator.journal.Journal;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes the beans that are not made for injection. */
@Factory
class SimulatorFactory {
  @Singleton
  @Requires(missingBeans = Clock.class)
  Clock clock() {
    return Clock.systemUTC();
  }

  @Singleton
  Company company(Journal journal) {
    Beginning from = journal.beginning();
    CompanyGenerator generator = new CompanyGenerator(from.seed(), from.athletes(), from.endDate());
    Company company = new Company(generator, from.startedAt());
    journal.recovered().activities().forEach(company::put);
    return company;
  }
}
