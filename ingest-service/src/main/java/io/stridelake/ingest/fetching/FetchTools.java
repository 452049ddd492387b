package io.stridelake.ingest.fetching;

import io.micrometer.core.instrument.MeterRegistry;
import io.stridelake.ingest.accounts.Accounts;
import io.stridelake.ingest.inbox.InboxRecords;
import io.stridelake.ingest.kafka.KafkaClients;
import io.stridelake.ingest.quota.Quota;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * What a session works with.
 *
 * @param config its patience
 * @param clients makes its connections
 * @param accounts as the topic has them
 * @param inbox makes records of the inbox
 * @param fetcher carries out steps
 * @param connections applies connections
 * @param retries gives events up
 * @param quota grants calls
 * @param meters counts outcomes
 * @param clock tells what is due
 */
@Singleton
record FetchTools(
    FetchConfig config,
    KafkaClients clients,
    Accounts accounts,
    InboxRecords inbox,
    Fetcher fetcher,
    Connections connections,
    Retries retries,
    Quota quota,
    MeterRegistry meters,
    Clock clock) {}
